import type { Metadata } from "next";
import { currentDictionary } from "@/i18n/locale";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../../failure-view";
import { BackLink } from "../../back-link";
import styles from "../../company.module.css";
import { loadMembership } from "../../load-membership";
import { loadAssignableRoles } from "../../members/assignable-roles";
import { NoPermission } from "../../no-permission";
import { sectionTitle } from "../../section-title";
import { create } from "../actions";
import { ClientForm } from "../client-form";

type Props = PageProps<"/companies/[companyId]/clients/new">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).clients.create);
}

export default async function NewClientPage({ params }: Props) {
  const text = (await currentDictionary()).clients;
  const { companyId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  const back = { href: `/companies/${companyId}/clients`, text: text.all };
  if (!membership.mayChange("clients.manage")) return <NoPermission back={back} />;
  const { assignable, failure } = await loadAssignableRoles(companyId, membership.you);
  if (failure) return <FailureView failure={failure} />;

  return (
    <>
      <BackLink {...back} />
      <div className={styles.narrow}>
        <Panel title={text.create}>
          <ClientForm action={create.bind(null, companyId)} assignable={assignable} back={back.href} />
        </Panel>
      </div>
    </>
  );
}
