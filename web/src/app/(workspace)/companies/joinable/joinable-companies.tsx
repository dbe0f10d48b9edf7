import { type JoinableCompany, listJoinableCompanies } from "@/api/generated/company";
import { load } from "@/api/load";
import { Day } from "@/i18n/day";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ActionButton } from "@/ui/action-button";
import { Badge } from "@/ui/badge";
import { Panel } from "@/ui/panel";
import styles from "../claims/claims.module.css";
import { join, withdraw } from "./actions";

/** The companies that the person's address lets them join; nothing where there are none. An address has one domain, so they are few. */
export async function JoinableCompanies() {
  const text = (await currentDictionary()).joining;
  const { data: page } = await load(listJoinableCompanies());
  if (!page?.items.length) return null;

  return (
    <div className={styles.own}>
      <Panel title={text.listTitle} flush>
        <ul className={styles.claims}>
          {page.items.map((company) => (
            <li key={company.companyId}>
              <span className={styles.who}>
                <strong>{company.name}</strong>
                <small>{format(text.by, { domain: company.domain })}</small>
                {company.request && (
                  <small>
                    {company.request.status === "open" ? text.openUntil : text.declinedUntil}{" "}
                    <Day of={company.request.expiresAt} />
                  </small>
                )}
              </span>
              <Answer company={company} />
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

async function Answer({ company: { companyId, name: company, joining, request } }: { company: JoinableCompany }) {
  const text = (await currentDictionary()).joining;
  if (request?.status === "declined") return <Badge tone="quiet">{text.declined}</Badge>;
  const automatic = joining === "automatic";
  if (!request || automatic)
    return (
      <ActionButton
        action={join.bind(null, companyId)}
        text={automatic ? text.join : text.ask}
        label={format(automatic ? text.joinOf : text.askOf, { company })}
        refusals={text.refusals}
      />
    );
  return (
    <>
      <Badge tone="good">{text.waiting}</Badge>
      <ActionButton
        action={withdraw.bind(null, companyId)}
        text={text.withdraw}
        label={format(text.withdrawOf, { company })}
      />
    </>
  );
}
