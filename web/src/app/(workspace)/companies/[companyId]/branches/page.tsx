import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { listBranches } from "@/api/generated/company";
import { load } from "@/api/load";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Paging } from "@/ui/paging";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";
import { FailureView } from "../../../failure-view";
import { CompanyNotice } from "../company-notice";
import { loadMembership } from "../load-membership";
import styles from "../section-list.module.css";
import { sectionTitle } from "../section-title";
import { BranchList } from "./branch-list";
import { mayHaveBranches } from "./may-have-branches";

type Props = PageProps<"/companies/[companyId]/branches">;

const pageSize = 25;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).branches.title);
}

/** Other offices of the company: every member sees them, whoever may change the company keeps them. */
export default async function BranchesPage({ params, searchParams }: Props) {
  const text = (await currentDictionary()).branches;
  const { membership } = await loadMembership((await params).companyId);
  if (!membership) return null;

  const { company, mayChange } = membership;
  if (!mayHaveBranches(company)) notFound();
  const { cursor: value, notice } = await searchParams;
  const cursor = typeof value === "string" ? value : undefined;
  const { data: page, failure } = await load(listBranches(company.id, { limit: pageSize, cursor }));
  if (failure) return <FailureView failure={failure} />;

  const may = mayChange("company.update");
  const href = `/companies/${company.id}/branches`;
  const create = may && (
    <ButtonLink href={`${href}/new`}>
      <Icon name="plus" size={18} />
      {text.create}
    </ButtonLink>
  );
  return (
    <>
      <CompanyNotice notice={notice} />
      {page.items.length === 0 ? (
        <Panel>
          <StateView
            icon="company"
            title={text.emptyTitle}
            text={may ? text.emptyText : `${text.emptyText} ${text.emptyReadOnly}`}
          >
            {create}
          </StateView>
        </Panel>
      ) : (
        <>
          <div className={styles.head}>
            <p>{text.lead}</p>
            {create}
          </div>
          <Panel flush>
            <BranchList branches={page.items} href={href} may={may} />
          </Panel>
        </>
      )}
      <Paging href={href} cursor={cursor} nextCursor={page.nextCursor} />
    </>
  );
}
