import type { Company } from "@/api/generated/company";
import { Day } from "@/i18n/day";
import { currentDictionary } from "@/i18n/locale";
import { Avatar } from "@/ui/avatar";
import { PageLink } from "@/ui/page-link";
import styles from "./companies.module.css";
import { bareName, displayName, numberOf } from "./display-name";
import { StatusBadge } from "./status-badge";

/** A table; on a phone each row is a card. */
export async function CompanyTable({ companies }: { companies: Company[] }) {
  const text = (await currentDictionary()).companies;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col">{text.inn}</th>
          <th scope="col">{text.status}</th>
          <th scope="col">{text.added}</th>
        </tr>
      </thead>
      <tbody>
        {companies.map((company) => (
          <tr key={company.id}>
            <th scope="row">
              <span className={styles.company}>
                <Avatar name={bareName(company)} square />
                <span className={styles.names}>
                  <PageLink href={`/companies/${company.id}`}>{displayName(company)}</PageLink>
                  <small>{text.kinds[company.kind]}</small>
                </span>
              </span>
            </th>
            <td className={styles.number} data-label={text.inn}>
              {numberOf(company)}
            </td>
            <td>
              <StatusBadge status={company.status} />
            </td>
            <td className={styles.added}>
              <Day of={company.createdAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
