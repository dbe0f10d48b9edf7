import type { Company } from "@/api/generated/company";
import { currentDictionary } from "@/i18n/locale";
import { Avatar } from "@/ui/avatar";
import { ButtonLink } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { PageLink } from "@/ui/page-link";
import { StateView } from "@/ui/state-view";
import { bareName, displayName, numberOf } from "../companies/display-name";
import { StatusBadge } from "../companies/status-badge";
import styles from "./dashboard.module.css";

export async function RecentCompanies({ companies }: { companies: Company[] }) {
  const text = (await currentDictionary()).companies;
  if (companies.length === 0) {
    return (
      <StateView icon="company" title={text.emptyTitle} text={text.emptyText}>
        <ButtonLink href="/companies/new">
          <Icon name="plus" size={18} />
          {text.create}
        </ButtonLink>
      </StateView>
    );
  }
  return (
    <ul>
      {companies.map((company) => (
        <li key={company.id} className={styles.row}>
          <PageLink href={`/companies/${company.id}`} className={styles.company}>
            <Avatar name={bareName(company)} square />
            <span className={styles.names}>
              <strong>{displayName(company)}</strong>
              <small>
                {company.inn && text.inn} {numberOf(company)}
              </small>
            </span>
            <StatusBadge status={company.status} />
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
