import type { Metadata } from "next";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";
import { FailureView } from "../../../failure-view";
import { CompanyNotice } from "../company-notice";
import { loadMembership } from "../load-membership";
import list from "../section-list.module.css";
import { sectionTitle } from "../section-title";
import { loadRoles } from "./load-roles";
import { RoleList } from "./role-list";

type Props = PageProps<"/companies/[companyId]/roles">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).roles.title);
}

export default async function RolesPage({ params, searchParams }: Props) {
  const text = (await currentDictionary()).roles;
  const { membership } = await loadMembership((await params).companyId);
  if (!membership) return null;

  const { company, mayChange } = membership;
  const { data: page, failure } = await loadRoles(company.id);
  if (failure) return <FailureView failure={failure} />;

  const may = mayChange("roles.manage");
  const create = may && (
    <ButtonLink href={`/companies/${company.id}/roles/new`}>
      <Icon name="plus" size={18} />
      {text.create}
    </ButtonLink>
  );
  return (
    <>
      <CompanyNotice notice={(await searchParams).notice} />
      {page.items.length === 0 ? (
        <Panel>
          <StateView
            icon="shield"
            title={text.emptyTitle}
            text={may ? text.emptyText : `${text.emptyText} ${text.emptyReadOnly}`}
          >
            {create}
          </StateView>
        </Panel>
      ) : (
        <>
          <div className={list.head}>
            <p>{text.lead}</p>
            {create}
          </div>
          <Panel flush>
            <RoleList membership={membership} roles={page.items} />
          </Panel>
        </>
      )}
    </>
  );
}
