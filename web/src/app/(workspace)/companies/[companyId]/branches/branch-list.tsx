import type { Branch } from "@/api/generated/company";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import styles from "../section-list.module.css";

/** Each with a way to change it, where that is the person's to do. */
export async function BranchList({ branches, href, may }: { branches: Branch[]; href: string; may: boolean }) {
  const text = (await currentDictionary()).branches;
  return (
    <ul className={styles.list}>
      {branches.map(({ id, name, kpp, address }) => (
        <li key={id}>
          <div className={styles.item}>
            <h2>{name}</h2>
            <p>
              {text.kpp} {kpp}
            </p>
            {address && <p>{address}</p>}
          </div>
          {may && (
            <ButtonLink look="secondary" href={`${href}/${id}`} aria-label={format(text.editOf, { name })}>
              {text.edit}
            </ButtonLink>
          )}
        </li>
      ))}
    </ul>
  );
}
