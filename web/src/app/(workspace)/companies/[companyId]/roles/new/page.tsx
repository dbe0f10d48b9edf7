import type { Metadata } from "next";
import { currentDictionary } from "@/i18n/locale";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../../failure-view";
import { BackLink } from "../../back-link";
import styles from "../../company.module.css";
import { loadMembership } from "../../load-membership";
import { NoPermission } from "../../no-permission";
import { sectionTitle } from "../../section-title";
import { create } from "../actions";
import { loadChoices } from "../load-choices";
import { RoleForm } from "../role-form";

type Props = PageProps<"/companies/[companyId]/roles/new">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).roles.createTitle);
}

export default async function NewRolePage({ params }: Props) {
  const text = await currentDictionary();
  const { companyId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  const back = { href: `/companies/${companyId}/roles`, text: text.roles.all };
  if (!membership.mayChange("roles.manage")) return <NoPermission back={back} />;
  const choices = await loadChoices(membership, text);
  if (choices.failure) return <FailureView failure={choices.failure} />;

  return (
    <>
      <BackLink {...back} />
      <div className={styles.narrow}>
        <Panel title={text.roles.createTitle}>
          <RoleForm
            action={create.bind(null, companyId)}
            groups={choices.groups}
            ownersOnly={choices.ownersOnly}
            back={back.href}
          />
        </Panel>
      </div>
    </>
  );
}
