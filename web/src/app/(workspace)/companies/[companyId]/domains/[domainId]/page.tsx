import type { Metadata } from "next";
import { getDomain } from "@/api/generated/company";
import { load } from "@/api/load";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import form from "@/ui/form.module.css";
import { Panel } from "@/ui/panel";
import { FailureView } from "../../../../failure-view";
import { BackLink } from "../../back-link";
import styles from "../../company.module.css";
import { CompanyNotice } from "../../company-notice";
import { loadMembership } from "../../load-membership";
import { loadAssignableRoles } from "../../members/assignable-roles";
import { NoPermission } from "../../no-permission";
import { sectionTitle } from "../../section-title";
import { remove, update, verify } from "../actions";
import { DomainRecord } from "../domain-record";
import { JoiningForm } from "../joining-form";

type Props = PageProps<"/companies/[companyId]/domains/[domainId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).domains.title);
}

/** One domain: its proof, and who joins by it. */
export default async function DomainPage({ params, searchParams }: Props) {
  const text = (await currentDictionary()).domains;
  const { companyId, domainId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  const back = { href: `/companies/${companyId}/domains`, text: text.all };
  const href = `${back.href}/${domainId}`;
  if (!membership.mayChange("domains.manage")) return <NoPermission back={back} />;
  const [{ data: domain, failure }, roles] = await Promise.all([
    load(getDomain(companyId, domainId)),
    loadAssignableRoles(companyId, membership.you),
  ]);
  if (failure) return <FailureView failure={failure} />;
  if (roles.failure) return <FailureView failure={roles.failure} />;

  const name = domain.readableName;
  return (
    <>
      <BackLink {...back} />
      <CompanyNotice notice={(await searchParams).notice} />
      <div className={`${styles.panels} ${styles.narrow}`}>
        <h2>{name}</h2>
        <DomainRecord domain={domain} verify={verify.bind(null, companyId, domainId)} />
        <Panel title={text.joiningTitle}>
          <JoiningForm
            key={domain.eTag}
            action={update.bind(null, companyId, domainId)}
            domain={domain}
            roles={roles.assignable.ownRoles}
            href={href}
          />
        </Panel>
        <Panel title={text.remove}>
          <div className={form.form}>
            <p>{text.removeLead}</p>
            <ConfirmDialog
              id="remove-domain"
              opener={{ text: text.remove }}
              title={format(text.removeTitle, { name })}
              text={text.removeLead}
              confirm={text.removeConfirm}
              action={remove.bind(null, companyId, domainId)}
              version={domain.eTag}
              reloadHref={href}
            />
          </div>
        </Panel>
      </div>
    </>
  );
}
