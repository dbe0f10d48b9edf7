import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "./button";
import { Icon } from "./icon";
import styles from "./paging.module.css";

interface Props {
  /** The list without a cursor. */
  href: string;
  /** Where this page begins; the first one has none. */
  cursor?: string;
  nextCursor?: string | null;
}

/** Leads on through a list that is read from a cursor, and back to its beginning. */
export async function Paging({ href, cursor, nextCursor }: Props) {
  if (!cursor && !nextCursor) return null;
  const text = (await currentDictionary()).paging;
  return (
    <nav aria-label={text.label} className={styles.paging}>
      {cursor ? (
        <ButtonLink look="secondary" href={href}>
          {text.first}
        </ButtonLink>
      ) : (
        <span />
      )}
      {nextCursor && (
        <ButtonLink look="secondary" href={`${href}?${new URLSearchParams({ cursor: nextCursor })}`}>
          {text.next}
          <Icon name="arrowRight" size={18} />
        </ButtonLink>
      )}
    </nav>
  );
}
