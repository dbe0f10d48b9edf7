import type { Metadata } from "next";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/notice";
import { PageHeader } from "@/ui/page-header";
import { FailureView } from "../../failure-view";
import { displayName } from "../display-name";
import { StatusBadge } from "../status-badge";
import { ArchiveCompany } from "./archive-company";
import styles from "./company.module.css";
import { CompanyDetails } from "./company-details";
import { InvitationList } from "./invitations/invitation-list";
import { loadCompany } from "./load-company";
import { MemberList } from "./member-list";

type Props = PageProps<"/companies/[companyId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { data } = await loadCompany((await params).companyId);
  return { title: data ? displayName(data) : undefined };
}

export default async function CompanyPage({ params, searchParams }: Props) {
  const text = (await currentDictionary()).company;
  const { data: company, etag, failure } = await loadCompany((await params).companyId);
  if (failure) return <FailureView failure={failure} />;

  const notice = noticeText(text.notices, (await searchParams).notice);
  const active = company.status === "active";
  return (
    <>
      {notice && (
        <div className={styles.notice}>
          <Notice tone="success">{notice}</Notice>
        </div>
      )}
      <PageHeader
        title={displayName(company)}
        back={{ href: "/companies", text: text.back }}
        lead={active ? <StatusBadge status={company.status} /> : text.archivedNote}
      >
        {active && company.role !== "member" && (
          <ButtonLink look="secondary" href={`/companies/${company.id}/edit`}>
            <Icon name="edit" size={18} />
            {text.edit}
          </ButtonLink>
        )}
        {active && company.role === "owner" && (
          <ArchiveCompany companyId={company.id} name={displayName(company)} version={etag} />
        )}
      </PageHeader>
      <div className={styles.panels}>
        <CompanyDetails company={company} />
        <MemberList companyId={company.id} />
        {active && <InvitationList companyId={company.id} />}
      </div>
    </>
  );
}

type Notices = Awaited<ReturnType<typeof currentDictionary>>["company"]["notices"];

function noticeText(notices: Notices, notice: string | string[] | undefined) {
  return typeof notice === "string" && Object.hasOwn(notices, notice) ? notices[notice as keyof Notices] : undefined;
}
