import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "./button";
import { Icon } from "./icon";
import styles from "./paging.module.css";

interface Props {
  /** The list without a cursor. */
  href: string;
  /** What the list is narrowed to; it stays on the way. */
  query?: Record<string, string>;
  /** Where this page begins; the first one has none. */
  cursor?: string;
  nextCursor?: string | null;
}

/** Leads on through a list that is read from a cursor, and back to its beginning. */
export async function Paging({ href, query, cursor, nextCursor }: Props) {
  if (!cursor && !nextCursor) return null;
  const text = (await currentDictionary()).paging;
  const first = query && Object.keys(query).length > 0 ? `${href}?${new URLSearchParams(query)}` : href;
  return (
    <nav aria-label={text.label} className={styles.paging}>
      {cursor ? (
        <ButtonLink look="secondary" href={first}>
          {text.first}
        </ButtonLink>
      ) : (
        <span />
      )}
      {nextCursor && (
        <ButtonLink look="secondary" href={`${href}?${new URLSearchParams({ ...query, cursor: nextCursor })}`}>
          {text.next}
          <Icon name="arrowRight" size={18} />
        </ButtonLink>
      )}
    </nav>
  );
}
