import type { Metadata } from "next";
import { listCompanies } from "@/api/generated/company";
import { load } from "@/api/load";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { Paging } from "@/ui/paging";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";
import { FailureView } from "../failure-view";
import { ReceivedInvitations } from "../invitations/received-invitations";
import { OwnClaims } from "./claims/own-claims";
import styles from "./companies.module.css";
import { CompanyTable } from "./company-table";
import { JoinableCompanies } from "./joinable/joinable-companies";

const pageSize = 10;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentDictionary()).companies.title };
}

export default async function CompaniesPage({ searchParams }: PageProps<"/companies">) {
  const { companies: text, archive, company, switcher, claims, joining } = await currentDictionary();
  const { cursor: value, notice } = await searchParams;
  const cursor = typeof value === "string" ? value : undefined;
  const { data: page, failure } = await load(listCompanies({ limit: pageSize, cursor }));
  const notices = new Map([
    ["left", company.left],
    ["deleted", archive.delete.done],
    ["notSwitched", switcher.failed],
    ["claimed", claims.sent],
    ["claimWithdrawn", claims.withdrawn],
    ["joinAsked", joining.asked],
    ["joinWithdrawn", joining.withdrawn],
  ]);
  const said = typeof notice === "string" ? notices.get(notice) : undefined;
  const empty = page?.items.length === 0 && !cursor;

  return (
    <>
      {said && (
        <div className={styles.notice}>
          <Notice tone={notice === "notSwitched" ? "warning" : "success"}>{said}</Notice>
        </div>
      )}
      <PageHeader title={text.title} lead={text.lead}>
        {!empty && <CreateLink text={text.create} />}
      </PageHeader>
      {!cursor && <ReceivedInvitations />}
      {!cursor && <JoinableCompanies />}
      {!cursor && <OwnClaims />}
      {failure && <FailureView failure={failure} />}
      {empty && (
        <Panel>
          <StateView icon="company" title={text.emptyTitle} text={text.emptyText}>
            <CreateLink text={text.create} />
          </StateView>
        </Panel>
      )}
      {page && !empty && (
        <Panel flush>
          <CompanyTable companies={page.items} />
        </Panel>
      )}
      <Paging href="/companies" cursor={cursor} nextCursor={page?.nextCursor} />
    </>
  );
}

function CreateLink({ text }: { text: string }) {
  return (
    <ButtonLink href="/companies/new">
      <Icon name="plus" size={18} />
      {text}
    </ButtonLink>
  );
}
