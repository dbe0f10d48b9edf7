import type { Company } from "@/api/generated/company";
import { Day } from "@/i18n/day";
import { currentDictionary } from "@/i18n/locale";
import { Panel } from "@/ui/panel";
import styles from "./company.module.css";

export async function CompanyDetails({ company }: { company: Company }) {
  const text = await currentDictionary();
  const sole = company.kind === "soleProprietor";
  const facts: [string, string | null][] = [
    [text.company.fullName, company.fullName],
    [text.company.shortName, company.shortName],
    [text.companies.kind, text.companies.kinds[company.kind]],
    [text.companies.inn, company.inn],
    ...(sole ? [] : ([[text.company.kpp, company.kpp]] satisfies [string, string | null][])),
    [sole ? text.company.ogrnip : text.company.ogrn, company.ogrn],
    [text.company.legalAddress, company.legalAddress],
    [text.company.role, text.companies.roles[company.role]],
  ];

  return (
    <Panel title={text.company.details} flush>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd className={value ? undefined : styles.none}>{value ?? text.company.none}</dd>
          </div>
        ))}
        <div className={styles.fact}>
          <dt>{text.company.updated}</dt>
          <dd>
            <Day of={company.updatedAt} />
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
