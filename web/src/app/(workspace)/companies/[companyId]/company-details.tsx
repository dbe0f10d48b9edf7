import type { Company } from "@/api/generated/company";
import { Day } from "@/i18n/day";
import { currentDictionary, currentLocale } from "@/i18n/locale";
import { Panel } from "@/ui/panel";
import styles from "./company.module.css";
import { RegistryFacts } from "./registry-facts";

type Fact = [string, string | null];

export async function CompanyDetails({ company }: { company: Company }) {
  const text = await currentDictionary();
  const sole = company.kind === "soleProprietor";
  const foreign = company.kind === "foreignCompany";
  const regions = new Intl.DisplayNames(await currentLocale(), { type: "region" });
  const country = (code: string) => regions.of(code) ?? code;
  const facts: Fact[] = [
    [text.company.fullName, company.fullName],
    [text.company.shortName, company.shortName],
    [text.companies.kind, text.companies.kinds[company.kind]],
    ...(foreign
      ? ([
          [text.company.country, company.country && country(company.country)],
          [text.company.registrationNumber, company.registrationNumber],
        ] satisfies Fact[])
      : []),
    [text.companies.inn, company.inn],
    ...(sole ? [] : ([[text.company.kpp, company.kpp]] satisfies Fact[])),
    ...(foreign ? [] : ([[sole ? text.company.ogrnip : text.company.ogrn, company.ogrn]] satisfies Fact[])),
    [text.company.legalAddress, company.legalAddress],
    [text.company.postalAddress, company.postalAddress],
    [text.company.okved, company.okved],
    [text.company.bik, company.bik],
    [text.company.settlementAccount, company.settlementAccount],
    [text.company.correspondentAccount, company.correspondentAccount],
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
        <RegistryFacts company={company} />
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
