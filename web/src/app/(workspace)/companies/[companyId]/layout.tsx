import { currentDictionary } from "@/i18n/locale";
import { PageHeader } from "@/ui/page-header";
import { FailureView } from "../../failure-view";
import { displayName } from "../display-name";
import { StatusBadge } from "../status-badge";
import { mayHaveBranches } from "./branches/may-have-branches";
import { CompanySections } from "./company-sections";
import { loadMembership } from "./load-membership";
import { maySeeSettings } from "./settings/may-see-settings";

/** The name of a company and its sections, above whichever of them is open. */
export default async function CompanyLayout({ params, children }: LayoutProps<"/companies/[companyId]">) {
  const text = await currentDictionary();
  const { membership, failure } = await loadMembership((await params).companyId);
  if (failure) return <FailureView level={1} failure={failure} />;

  const { company, you, active, mayChange } = membership;
  const href = `/companies/${company.id}`;
  const sections = [
    { href, text: text.company.overview },
    { href: `${href}/members`, text: text.members.title },
    { href: `${href}/roles`, text: text.roles.title },
    ...(mayHaveBranches(company) ? [{ href: `${href}/branches`, text: text.branches.title }] : []),
    ...(mayChange("domains.manage") ? [{ href: `${href}/domains`, text: text.domains.title }] : []),
    ...(you.permissions.includes("clients.manage") ? [{ href: `${href}/clients`, text: text.clients.title }] : []),
    ...(you.permissions.includes("audit.read") ? [{ href: `${href}/audit`, text: text.audit.title }] : []),
    ...(maySeeSettings(membership) ? [{ href: `${href}/settings`, text: text.company.settings }] : []),
  ];
  return (
    <>
      <PageHeader
        title={displayName(company)}
        back={{ href: "/companies", text: text.company.back }}
        lead={active ? <StatusBadge status={company.status} /> : text.archive.note}
      />
      <CompanySections label={text.company.sections} sections={sections} />
      {children}
    </>
  );
}
