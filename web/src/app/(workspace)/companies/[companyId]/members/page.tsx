import type { Metadata } from "next";
import { listMembers } from "@/api/generated/company";
import { load } from "@/api/load";
import { currentDictionary } from "@/i18n/locale";
import { Paging } from "@/ui/paging";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../failure-view";
import styles from "../company.module.css";
import { CompanyNotice } from "../company-notice";
import { InvitationList } from "../invitations/invitation-list";
import { loadMembership } from "../load-membership";
import { OpenOffer } from "../ownership/open-offer";
import { sectionTitle } from "../section-title";
import { ClaimList } from "./claims/claim-list";
import { JoinRequestList } from "./join-requests/join-request-list";
import { MemberList } from "./member-list";

type Props = PageProps<"/companies/[companyId]/members">;

const pageSize = 25;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).members.title);
}

/** Who belongs to the company and, for those who may invite, who is asked to. */
export default async function MembersPage({ params, searchParams }: Props) {
  const text = await currentDictionary();
  const { membership } = await loadMembership((await params).companyId);
  if (!membership) return null;

  const { company } = membership;
  const { cursor: value, notice } = await searchParams;
  const cursor = typeof value === "string" ? value : undefined;
  const { data: page, failure } = await load(listMembers(company.id, { limit: pageSize, cursor }));
  return (
    <>
      <CompanyNotice notice={notice} />
      <div className={styles.panels}>
        <OpenOffer membership={membership} />
        <ClaimList membership={membership} />
        <JoinRequestList membership={membership} />
        {failure ? (
          <FailureView failure={failure} />
        ) : (
          <div>
            <Panel title={text.members.title} flush>
              <MemberList membership={membership} members={page.items} />
            </Panel>
            <Paging href={`/companies/${company.id}/members`} cursor={cursor} nextCursor={page.nextCursor} />
          </div>
        )}
        <InvitationList membership={membership} />
      </div>
    </>
  );
}
