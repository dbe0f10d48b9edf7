import type { Metadata } from "next";
import { getMachineClient } from "@/api/generated/company";
import { load } from "@/api/load";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import form from "@/ui/form.module.css";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../../failure-view";
import { BackLink } from "../../back-link";
import styles from "../../company.module.css";
import { loadMembership } from "../../load-membership";
import { loadAssignableRoles } from "../../members/assignable-roles";
import { withinOwn } from "../../members/may-manage";
import { NoPermission } from "../../no-permission";
import { sectionTitle } from "../../section-title";
import { remove, rotate, update } from "../actions";
import { ClientForm } from "../client-form";
import { RotateSecret } from "../rotate-secret";

type Props = PageProps<"/companies/[companyId]/clients/[clientId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).clients.editTitle);
}

export default async function ClientPage({ params }: Props) {
  const text = (await currentDictionary()).clients;
  const { companyId, clientId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  const back = { href: `/companies/${companyId}/clients`, text: text.all };
  if (!membership.mayChange("clients.manage")) return <NoPermission back={back} />;
  const [{ data: client, failure }, roles] = await Promise.all([
    load(getMachineClient(companyId, clientId)),
    loadAssignableRoles(companyId, membership.you),
  ]);
  if (failure) return <FailureView failure={failure} />;
  if (roles.failure) return <FailureView failure={roles.failure} />;
  if (!withinOwn(membership.you.permissions, client.permissions))
    return <NoPermission text={text.beyond} back={back} />;

  return (
    <>
      <BackLink {...back} />
      <div className={`${styles.panels} ${styles.narrow}`}>
        <Panel title={text.editTitle}>
          <ClientForm
            key={client.eTag}
            action={update.bind(null, companyId, clientId)}
            assignable={roles.assignable}
            back={back.href}
            stored={client}
          />
        </Panel>
        <Panel title={text.secret}>
          <RotateSecret
            action={rotate.bind(null, companyId, clientId)}
            title={format(text.rotateTitle, { name: client.name })}
            back={back.href}
          />
        </Panel>
        <Panel title={text.remove}>
          <div className={form.form}>
            <p>{text.removeLead}</p>
            <ConfirmDialog
              id="delete-client"
              opener={{ text: text.remove }}
              title={format(text.removeTitle, { name: client.name })}
              text={text.removeText}
              confirm={text.removeConfirm}
              action={remove.bind(null, companyId, clientId)}
              version={client.eTag}
              reloadHref={`${back.href}/${clientId}`}
            />
          </div>
        </Panel>
      </div>
    </>
  );
}
