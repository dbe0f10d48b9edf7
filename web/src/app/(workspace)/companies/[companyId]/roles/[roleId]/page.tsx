import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import form from "@/ui/form.module.css";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../../failure-view";
import { BackLink } from "../../back-link";
import styles from "../../company.module.css";
import { loadMembership } from "../../load-membership";
import { withinOwn } from "../../members/may-manage";
import { NoPermission } from "../../no-permission";
import { sectionTitle } from "../../section-title";
import { remove, update } from "../actions";
import { loadChoices } from "../load-choices";
import { loadRoles } from "../load-roles";
import { RoleForm } from "../role-form";

type Props = PageProps<"/companies/[companyId]/roles/[roleId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).roles.editTitle);
}

export default async function RolePage({ params }: Props) {
  const text = await currentDictionary();
  const { companyId, roleId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  const { data: page, failure } = await loadRoles(companyId);
  if (failure) return <FailureView failure={failure} />;
  const role = page.items.find(({ id }) => id === roleId);
  if (!role) notFound();
  const back = { href: `/companies/${companyId}/roles`, text: text.roles.all };
  const may = membership.mayChange("roles.manage");
  if (!may || !withinOwn(membership.you.permissions, role.permissions)) {
    return <NoPermission text={may ? text.roles.beyond : undefined} back={back} />;
  }
  const choices = await loadChoices(membership, text);
  if (choices.failure) return <FailureView failure={choices.failure} />;

  return (
    <>
      <BackLink {...back} />
      <div className={`${styles.panels} ${styles.narrow}`}>
        <Panel title={text.roles.editTitle}>
          <RoleForm
            key={role.eTag}
            action={update.bind(null, companyId, roleId)}
            groups={choices.groups}
            ownersOnly={choices.ownersOnly}
            back={back.href}
            stored={role}
          />
        </Panel>
        <Panel title={text.roles.remove}>
          <div className={form.form}>
            <p>{text.roles.removeText}</p>
            <ConfirmDialog
              id="delete-role"
              opener={{ text: text.roles.remove }}
              title={format(text.roles.removeTitle, { name: role.name })}
              text={text.roles.removeText}
              confirm={text.roles.removeConfirm}
              action={remove.bind(null, companyId, roleId)}
              version={role.eTag}
              reloadHref={`${back.href}/${roleId}`}
            />
          </div>
        </Panel>
      </div>
    </>
  );
}
