import type { Member } from "@/api/generated/company";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Avatar } from "@/ui/avatar";
import { ButtonLink } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { displayName } from "../../display-name";
import type { Membership } from "../load-membership";
import { leave } from "./actions";
import { mayManage } from "./may-manage";
import styles from "./member-list.module.css";
import { memberName, roleNames } from "./member-name";

/** Each with what they are, and with what the person may do about it. */
export async function MemberList({ membership, members }: { membership: Membership; members: Member[] }) {
  const text = await currentDictionary();
  const { company } = membership;
  const href = `/companies/${company.id}/members`;

  return (
    <ul className={styles.members}>
      {members.map((member) => {
        const name = memberName(member, text);
        return (
          <li key={member.accountId}>
            <Avatar name={name} />
            <span className={styles.who}>
              <strong>
                {name}
                {member.isYou && <em>{text.members.you}</em>}
              </strong>
              {member.email && member.email !== name && <small>{member.email}</small>}
            </span>
            <span className={styles.roles}>{roleNames(member, text)}</span>
            <span className={styles.actions}>
              {mayManage(membership, member) && (membership.active || !member.isYou) && (
                <ButtonLink
                  look="secondary"
                  href={`${href}/${member.accountId}`}
                  aria-label={format(text.members.changeOf, { name })}
                >
                  {text.members.change}
                </ButtonLink>
              )}
              {member.isYou && (
                <ConfirmDialog
                  id="leave-company"
                  opener={{ text: text.members.leave, label: text.members.leaveConfirm }}
                  title={text.members.leaveTitle}
                  text={format(text.members.leaveText, { company: displayName(company) })}
                  confirm={text.members.leaveConfirm}
                  action={leave.bind(null, company.id, member.accountId)}
                  version={member.eTag}
                  reloadHref={href}
                />
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
