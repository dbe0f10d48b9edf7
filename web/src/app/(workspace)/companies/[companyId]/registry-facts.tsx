import type { Company } from "@/api/generated/company";
import { Day } from "@/i18n/day";
import { currentDictionary } from "@/i18n/locale";
import { Badge } from "@/ui/badge";
import styles from "./company.module.css";

/** What the state register says of a Russian company and when it said so, and who vouches for a company. */
export async function RegistryFacts({ company }: { company: Company }) {
  const text = (await currentDictionary()).companyRegistry;
  const { registryStatus, registryStatusDate, registryCheckedAt, verification, confirmedBy } = company;
  return (
    <>
      {company.kind !== "foreignCompany" && (
        <div className={styles.fact}>
          <dt>{text.status}</dt>
          <dd className={registryCheckedAt ? undefined : styles.none}>
            {registryStatus ? (
              <Badge tone={registryStatus === "active" ? "good" : "warning"}>{text.statuses[registryStatus]}</Badge>
            ) : (
              text.unknown
            )}
            {registryStatusDate && (
              <>
                {" "}
                {text.since} <Day of={registryStatusDate} />
              </>
            )}
            {registryCheckedAt && (
              <span className={styles.none}>
                {" "}
                {text.checked} <Day of={registryCheckedAt} />
              </span>
            )}
          </dd>
        </div>
      )}
      <div className={styles.fact}>
        <dt>{text.verification}</dt>
        <dd>
          <Badge tone={verification === "unverified" ? "quiet" : "good"}>{text.verifications[verification]}</Badge>
          {confirmedBy && ` ${text.methods[confirmedBy]}`}
        </dd>
      </div>
    </>
  );
}
