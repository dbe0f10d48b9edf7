import { listReceivedInvitations } from "@/api/generated/company";
import { load } from "@/api/load";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { Panel } from "@/ui/panel";
import styles from "./received-invitations.module.css";

/** The companies that ask the person to become a member; nothing where there are none. */
export async function ReceivedInvitations() {
  const text = (await currentDictionary()).invitations.received;
  const { data: page } = await load(listReceivedInvitations());
  if (!page?.items.length) return null;

  return (
    <div className={styles.received}>
      <Panel title={text.listTitle} flush>
        <ul className={styles.list}>
          {page.items.map((invitation) => (
            <li key={invitation.id}>
              <strong>{invitation.companyName}</strong>
              <ButtonLink
                look="secondary"
                href={`/invitations/${invitation.id}`}
                aria-label={format(text.to, { company: invitation.companyName })}
              >
                {text.open}
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
