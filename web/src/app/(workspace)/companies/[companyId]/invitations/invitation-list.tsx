import { getSeats, type Invitation, listInvitations } from "@/api/generated/company";
import { load } from "@/api/load";
import { Day } from "@/i18n/day";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Notice } from "@/ui/notice";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../failure-view";
import type { Membership } from "../load-membership";
import { loadAssignableRoles } from "../members/assignable-roles";
import { roleNames } from "../members/member-name";
import { ImportForm } from "./import/import-form";
import { InvitationActions } from "./invitation-actions";
import styles from "./invitation-list.module.css";
import { InviteForm } from "./invite-form";

/** As many as one answer holds; more are read through the API. */
const most = 100;

/** Who is invited, for members who may invite; nothing for others. */
export async function InvitationList({ membership }: { membership: Membership }) {
  const dictionary = await currentDictionary();
  const text = dictionary.invitations;
  if (!membership.mayChange("members.invite")) return null;
  const companyId = membership.company.id;
  const [{ data: page, failure }, roles, seats] = await Promise.all([
    load(listInvitations(companyId, { limit: most })),
    loadAssignableRoles(companyId, membership.you),
    load(getSeats(companyId)),
  ]);
  if (failure) return <FailureView failure={failure} />;
  if (roles.failure) return <FailureView failure={roles.failure} />;
  if (seats.failure) return <FailureView failure={seats.failure} />;
  const { limit, taken } = seats.data;

  return (
    <Panel
      title={text.title}
      aside={limit !== null && <span className={styles.seats}>{format(text.seats, { taken, limit })}</span>}
      flush
    >
      {limit !== null && taken >= limit && (
        <div className={styles.full}>
          <Notice tone="warning">{dictionary.refusals.seats_taken}</Notice>
        </div>
      )}
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
        <InviteForm key={page.items.length} companyId={companyId} assignable={roles.assignable} />
        <ImportForm companyId={companyId} />
      </div>
    </Panel>
  );
}

async function Row({ companyId, invitation }: { companyId: string; invitation: Invitation }) {
  const dictionary = await currentDictionary();
  const text = dictionary.invitations;
  const expired = Date.parse(invitation.expiresAt) <= Date.now();
  return (
    <li>
      <span className={styles.who}>
        <strong>{invitation.email}</strong>
        <small>
          {roleNames(invitation, dictionary)}
          {" · "}
          {expired ? text.expired : text.until} <Day of={invitation.expiresAt} />
        </small>
      </span>
      <InvitationActions key={invitation.sentAt} companyId={companyId} id={invitation.id} email={invitation.email} />
    </li>
  );
}
