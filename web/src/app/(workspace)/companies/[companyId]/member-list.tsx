import { listMembers, type Member } from "@/api/generated/company";
import { load } from "@/api/load";
import { currentDictionary } from "@/i18n/locale";
import { Avatar } from "@/ui/avatar";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../failure-view";
import styles from "./member-list.module.css";

/** As many as one answer holds; larger companies read on through the API. */
const most = 100;

/** Who belongs to the company. */
export async function MemberList({ companyId }: { companyId: string }) {
  const text = await currentDictionary();
  const { data: page, failure } = await load(listMembers(companyId, { limit: most }));
  if (failure) return <FailureView failure={failure} />;

  return (
    <Panel title={text.members.title} flush>
      <ul className={styles.members}>
        {page.items.map((member) => (
          <li key={member.accountId}>
            <Avatar name={nameOf(member, text.members.unknown)} />
            <span className={styles.who}>
              <strong>
                {nameOf(member, text.members.unknown)}
                {member.isYou && <em>{text.members.you}</em>}
              </strong>
              {member.email && <small>{member.email}</small>}
            </span>
            <span className={styles.roles}>
              {[text.companies.roles[member.role], ...member.roles.map((role) => role.name)].join(", ")}
            </span>
          </li>
        ))}
      </ul>
      {page.nextCursor && <p className={styles.more}>{text.members.more.replace("{count}", String(most))}</p>}
    </Panel>
  );
}

function nameOf(member: Member, unknown: string): string {
  return member.name ?? unknown;
}
