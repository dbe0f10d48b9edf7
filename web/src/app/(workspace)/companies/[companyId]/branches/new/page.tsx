import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentDictionary } from "@/i18n/locale";
import { Panel } from "@/ui/panel";
import { BackLink } from "../../back-link";
import styles from "../../company.module.css";
import { loadMembership } from "../../load-membership";
import { NoPermission } from "../../no-permission";
import { sectionTitle } from "../../section-title";
import { create } from "../actions";
import { BranchForm } from "../branch-form";
import { mayHaveBranches } from "../may-have-branches";

type Props = PageProps<"/companies/[companyId]/branches/new">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).branches.createTitle);
}

export default async function NewBranchPage({ params }: Props) {
  const text = (await currentDictionary()).branches;
  const { companyId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  if (!mayHaveBranches(membership.company)) notFound();
  const back = { href: `/companies/${companyId}/branches`, text: text.all };
  if (!membership.mayChange("company.update")) return <NoPermission back={back} />;
  return (
    <>
      <BackLink {...back} />
      <div className={styles.narrow}>
        <Panel title={text.createTitle}>
          <BranchForm action={create.bind(null, companyId)} back={back.href} />
        </Panel>
      </div>
    </>
  );
}
