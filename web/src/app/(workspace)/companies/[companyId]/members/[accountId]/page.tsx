import type { Metadata } from "next";
import { getMember } from "@/api/generated/company";
import { load } from "@/api/load";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import form from "@/ui/form.module.css";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../../failure-view";
import { displayName } from "../../../display-name";
import { BackLink } from "../../back-link";
import styles from "../../company.module.css";
import { loadMembership } from "../../load-membership";
import { NoPermission } from "../../no-permission";
import { sectionTitle } from "../../section-title";
import { changeRoles, offer, remove } from "../actions";
import { loadAssignableRoles } from "../assignable-roles";
import { mayManage } from "../may-manage";
import { memberName } from "../member-name";
import { RolesForm } from "./roles-form";

type Props = PageProps<"/companies/[companyId]/members/[accountId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).members.title);
}

/** What there is to change of one member. */
export default async function MemberPage({ params }: Props) {
  const text = await currentDictionary();
  const { companyId, accountId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  const { company, you, active, mayChange } = membership;
  const { data: member, failure } = await load(getMember(companyId, accountId));
  if (failure) return <FailureView failure={failure} />;
  const back = { href: `/companies/${companyId}/members`, text: text.members.all };
  if (!mayManage(membership, member)) {
    return (
      <NoPermission text={you.permissions.includes("members.manage") ? text.members.beyond : undefined} back={back} />
    );
  }
  const roles = await loadAssignableRoles(companyId, you);
  if (roles.failure) return <FailureView failure={roles.failure} />;

  const name = memberName(member, text);
  const href = `${back.href}/${accountId}`;
  return (
    <>
      <BackLink {...back} />
      <div className={`${styles.panels} ${styles.narrow}`}>
        {active && (
          <Panel title={format(text.members.changeTitle, { name })}>
            <RolesForm
              key={member.eTag}
              action={changeRoles.bind(null, companyId, accountId)}
              member={member}
              assignable={roles.assignable}
              href={href}
              back={back.href}
            />
          </Panel>
        )}
        {mayChange("ownership.transfer") && member.role !== "owner" && (
          <Panel title={text.ownership.title}>
            <div className={form.form}>
              <p>{format(text.ownership.offerLead, { name })}</p>
              <ConfirmDialog
                id="offer-ownership"
                opener={{ text: text.ownership.offer, label: format(text.ownership.offerTo, { name }) }}
                title={format(text.ownership.offerTitle, { company: displayName(company), name })}
                text={format(text.ownership.offerText, { name })}
                confirm={text.ownership.offerConfirm}
                look="primary"
                action={offer.bind(null, companyId, accountId)}
              />
            </div>
          </Panel>
        )}
        {!member.isYou && (
          <Panel title={text.members.remove}>
            <div className={form.form}>
              <p>{format(text.members.removeLead, { name })}</p>
              <ConfirmDialog
                id="remove-member"
                opener={{ text: text.members.remove }}
                title={format(text.members.removeTitle, { name })}
                text={format(text.members.removeText, { name, company: displayName(company) })}
                confirm={text.members.removeConfirm}
                action={remove.bind(null, companyId, accountId)}
                version={member.eTag}
                reloadHref={href}
              />
            </div>
          </Panel>
        )}
      </div>
    </>
  );
}
