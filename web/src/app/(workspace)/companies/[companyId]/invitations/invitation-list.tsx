import { type Invitation, listInvitations } from "@/api/generated/company";
import { load } from "@/api/load";
import { Day } from "@/i18n/day";
import { currentDictionary } from "@/i18n/locale";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../failure-view";
import { InvitationActions } from "./invitation-actions";
import styles from "./invitation-list.module.css";
import { InviteForm } from "./invite-form";

/** As many as one answer holds; more are read through the API. */
const most = 100;

/** Who is invited, for members who may invite; nothing for others. */
export async function InvitationList({ companyId }: { companyId: string }) {
  const text = (await currentDictionary()).invitations;
  const { data: page, failure } = await load(listInvitations(companyId, { limit: most }));
  if (failure?.kind === "forbidden") return null;
  if (failure) return <FailureView failure={failure} />;

  return (
    <Panel title={text.title} flush>
      {page.items.length === 0 ? (
        <p className={styles.none}>{text.none}</p>
      ) : (
        <ul className={styles.invitations}>
          {page.items.map((invitation) => (
            <Row key={invitation.id} companyId={companyId} invitation={invitation} />
          ))}
        </ul>
      )}
      <div className={styles.form}>
        {/* A new one after each invitation, so that what was said of the one before is gone. */}
        <InviteForm key={page.items.length} companyId={companyId} />
      </div>
    </Panel>
  );
}

async function Row({ companyId, invitation }: { companyId: string; invitation: Invitation }) {
  const { invitations: text, companies } = await currentDictionary();
  const expired = Date.parse(invitation.expiresAt) <= Date.now();
  return (
    <li>
      <span className={styles.who}>
        <strong>{invitation.email}</strong>
        <small>
          {[companies.roles[invitation.role], ...invitation.roles.map((role) => role.name)].join(", ")}
          {" · "}
          {expired ? text.expired : text.until} <Day of={invitation.expiresAt} />
        </small>
      </span>
      <InvitationActions key={invitation.sentAt} companyId={companyId} id={invitation.id} email={invitation.email} />
    </li>
  );
}
