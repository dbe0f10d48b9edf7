import { listOwnClaims } from "@/api/generated/company";
import { load } from "@/api/load";
import { Day } from "@/i18n/day";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ActionButton } from "@/ui/action-button";
import { Badge } from "@/ui/badge";
import { Panel } from "@/ui/panel";
import { withdraw } from "./actions";
import styles from "./claims.module.css";

/** The companies that the person has claimed, and where that stands; nothing where there are none. A person has few: one page holds them. */
export async function OwnClaims() {
  const text = (await currentDictionary()).claims;
  const { data: page } = await load(listOwnClaims());
  if (!page?.items.length) return null;

  return (
    <div className={styles.own}>
      <Panel title={text.listTitle} flush>
        <ul className={styles.claims}>
          {page.items.map(({ id, inn, status, message, expiresAt }) => (
            <li key={id}>
              <span className={styles.who}>
                <strong>{format(text.company, { inn })}</strong>
                {message && <span>{message}</span>}
                <small>
                  {status === "open" ? text.openUntil : text.declinedUntil} <Day of={expiresAt} />
                </small>
              </span>
              <Badge tone={status === "open" ? "good" : "quiet"}>{text.statuses[status]}</Badge>
              {status === "open" && (
                <ActionButton
                  action={withdraw.bind(null, id)}
                  text={text.withdraw}
                  label={format(text.withdrawOf, { inn })}
                />
              )}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
