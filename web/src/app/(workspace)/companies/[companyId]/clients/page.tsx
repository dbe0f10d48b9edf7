import type { Metadata } from "next";
import { listMachineClients } from "@/api/generated/company";
import { load } from "@/api/load";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";
import { FailureView } from "../../../failure-view";
import { CompanyNotice } from "../company-notice";
import { loadMembership } from "../load-membership";
import { NoPermission } from "../no-permission";
import list from "../section-list.module.css";
import { sectionTitle } from "../section-title";
import { ClientList } from "./client-list";

type Props = PageProps<"/companies/[companyId]/clients">;

/** As many as one answer holds; a company has fewer. */
const most = 100;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).clients.title);
}

/** Programs of the company's own. */
export default async function ClientsPage({ params, searchParams }: Props) {
  const text = await currentDictionary();
  const { membership } = await loadMembership((await params).companyId);
  if (!membership) return null;

  const { company, you, mayChange } = membership;
  const href = `/companies/${company.id}`;
  if (!you.permissions.includes("clients.manage")) return <NoPermission back={{ href, text: text.company.overview }} />;
  const { data: page, failure } = await load(listMachineClients(company.id, { limit: most }));
  if (failure) return <FailureView failure={failure} />;

  const create = mayChange("clients.manage") && (
    <ButtonLink href={`${href}/clients/new`}>
      <Icon name="plus" size={18} />
      {text.clients.create}
    </ButtonLink>
  );
  return (
    <>
      <CompanyNotice notice={(await searchParams).notice} />
      {page.items.length === 0 ? (
        <Panel>
          <StateView icon="lock" title={text.clients.emptyTitle} text={text.clients.emptyText}>
            {create}
          </StateView>
        </Panel>
      ) : (
        <>
          <div className={list.head}>
            <p>{text.clients.lead}</p>
            {create}
          </div>
          <Panel flush>
            <ClientList membership={membership} clients={page.items} />
          </Panel>
        </>
      )}
    </>
  );
}
