import { listCompanies } from "@/api/generated/company";
import { load } from "@/api/load";
import { currentCompany } from "@/auth/session";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Icon } from "@/ui/icon";
import { PageLink } from "@/ui/page-link";
import { displayName, numberOf } from "../companies/display-name";
import { switchCompany } from "./actions";
import { CompanyChoices } from "./company-choices";
import styles from "./company-switcher.module.css";

/** As many as one answer holds; whoever has more finds them in the list of companies. */
const most = 100;

/** The company that the person works in, and a menu of their others. It opens by the popover attribute, without script. */
export async function CompanySwitcher() {
  const text = (await currentDictionary()).switcher;
  const [current, { data: page }] = await Promise.all([currentCompany(), load(listCompanies({ limit: most }))]);
  const companies = (page?.items ?? [])
    .filter((company) => company.status === "active")
    .map((company) => ({ id: company.id, name: displayName(company), number: numberOf(company) }));
  if (companies.length === 0 && !current.id) return null;

  // The one that the person works in comes first, the others as they were added.
  companies.sort((a, b) => Number(b.id === current.id) - Number(a.id === current.id));
  const name = companies.find(({ id }) => id === current.id)?.name ?? current.name;
  return (
    <div className={styles.switcher}>
      <button
        type="button"
        popoverTarget="company-menu"
        className={styles.opener}
        aria-label={name ? format(text.current, { name }) : text.choose}
      >
        <Icon name="company" />
        <span className={styles.name}>{name ?? text.choose}</span>
        <Icon name="chevron" size={18} />
      </button>
      <div id="company-menu" popover="auto" className={styles.menu}>
        <form action={switchCompany}>
          <CompanyChoices companies={companies} current={current.id} />
        </form>
        <div className={styles.links}>
          <PageLink href="/companies" className={styles.link}>
            {text.all}
          </PageLink>
        </div>
      </div>
    </div>
  );
}
