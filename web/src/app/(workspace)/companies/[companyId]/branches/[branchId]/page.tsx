import type { Metadata } from "next";
import { getBranch } from "@/api/generated/company";
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
import { NoPermission } from "../../no-permission";
import { sectionTitle } from "../../section-title";
import { remove, update } from "../actions";
import { BranchForm } from "../branch-form";

type Props = PageProps<"/companies/[companyId]/branches/[branchId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).branches.editTitle);
}

export default async function BranchPage({ params }: Props) {
  const text = (await currentDictionary()).branches;
  const { companyId, branchId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  const back = { href: `/companies/${companyId}/branches`, text: text.all };
  if (!membership.mayChange("company.update")) return <NoPermission back={back} />;
  const { data: branch, failure } = await load(getBranch(companyId, branchId));
  if (failure) return <FailureView failure={failure} />;

  return (
    <>
      <BackLink {...back} />
      <div className={`${styles.panels} ${styles.narrow}`}>
        <Panel title={text.editTitle}>
          <BranchForm
            key={branch.eTag}
            action={update.bind(null, companyId, branchId)}
            back={back.href}
            stored={branch}
          />
        </Panel>
        <Panel title={text.remove}>
          <div className={form.form}>
            <p>{text.removeLead}</p>
            <ConfirmDialog
              id="delete-branch"
              opener={{ text: text.remove }}
              title={format(text.removeTitle, { name: branch.name })}
              text={text.removeText}
              confirm={text.removeConfirm}
              action={remove.bind(null, companyId, branchId)}
              version={branch.eTag}
              reloadHref={`${back.href}/${branchId}`}
            />
          </div>
        </Panel>
      </div>
    </>
  );
}
