import { listJoinRequests } from "@/api/generated/company";
import { load } from "@/api/load";
import { Day } from "@/i18n/day";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ActionButton } from "@/ui/action-button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { Panel } from "@/ui/panel";
import styles from "../../../claims/claims.module.css";
import type { Membership } from "../../load-membership";
import { accept, decline } from "./actions";

/** As many as one answer holds; those behind them come up when these are answered. */
const most = 100;

/** Who asks to join by an address in a domain, for those who may invite; nothing where nobody does, and nothing for others. */
export async function JoinRequestList({ membership: { company, mayChange } }: { membership: Membership }) {
  const { joining } = await currentDictionary();
  const text = joining.received;
  if (!mayChange("members.invite")) return null;
  // What is only beside the page's own content may be missing without a word.
  const { data: page } = await load(listJoinRequests(company.id, { limit: most }));
  if (!page?.items.length) return null;

  return (
    <Panel title={text.title} flush>
      <p className={styles.lead}>{text.lead}</p>
      <ul className={styles.claims}>
        {page.items.map(({ id, name: own, email, role, expiresAt }) => {
          const name = own ?? email ?? text.unknown;
          return (
            <li key={id}>
              <span className={styles.who}>
                <strong>{name}</strong>
                {email && email !== name && <span>{email}</span>}
                {role && <small>{format(text.gets, { role: role.name })}</small>}
                <small>
                  {text.until} <Day of={expiresAt} />
                </small>
              </span>
              <ActionButton
                action={accept.bind(null, company.id, id)}
                text={text.accept}
                label={format(text.acceptOf, { name })}
                refusals={joining.refusals}
              />
              <ConfirmDialog
                id={`decline-${id}`}
                opener={{ text: text.decline, label: format(text.declineOf, { name }) }}
                title={format(text.declineTitle, { name })}
                text={format(text.declineText, { name })}
                confirm={text.decline}
                action={decline.bind(null, company.id, id)}
              />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
