import type { Metadata } from "next";
import type { Company } from "@/api/generated/company";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { ButtonLink } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import form from "@/ui/form.module.css";
import { Panel } from "@/ui/panel";
import { archive, update } from "../../actions";
import { CompanyForm } from "../../company-form";
import { displayName } from "../../display-name";
import styles from "../company.module.css";
import { CompanyNotice } from "../company-notice";
import { loadMembership } from "../load-membership";
import { NoPermission } from "../no-permission";
import { OpenOffer } from "../ownership/open-offer";
import { sectionTitle } from "../section-title";
import { ArchivedCompany } from "./archived-company";
import { maySeeSettings } from "./may-see-settings";

type Props = PageProps<"/companies/[companyId]/settings">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).company.settings);
}

export default async function SettingsPage({ params, searchParams }: Props) {
  const text = await currentDictionary();
  const { membership } = await loadMembership((await params).companyId);
  if (!membership) return null;

  const { company, version, active, mayChange } = membership;
  const href = `/companies/${company.id}`;
  if (!maySeeSettings(membership)) return <NoPermission back={{ href, text: text.company.overview }} />;
  if (!active) return <ArchivedCompany company={company} version={version} />;

  return (
    <>
      <CompanyNotice notice={(await searchParams).notice} />
      <div className={`${styles.panels} ${styles.narrow}`}>
        {mayChange("company.update") && (
          // A new one for each version, so that what was said of the one before is gone.
          <CompanyForm
            key={version}
            action={update.bind(null, company.id)}
            stored={{ values: valuesOf(company), version, href }}
          />
        )}
        {mayChange("ownership.transfer") && (
          <OpenOffer
            membership={membership}
            otherwise={
              <Panel title={text.ownership.title}>
                <div className={form.form}>
                  <p>{text.ownership.howTo}</p>
                  <div>
                    <ButtonLink look="secondary" href={`${href}/members`}>
                      {text.ownership.toMembers}
                    </ButtonLink>
                  </div>
                </div>
              </Panel>
            }
          />
        )}
        {mayChange("company.archive") && (
          <Panel title={text.archive.action}>
            <div className={form.form}>
              <p>{text.archive.lead}</p>
              <ConfirmDialog
                id="archive-company"
                opener={{ text: text.archive.action, icon: "archive" }}
                title={text.archive.title}
                text={format(text.archive.text, { name: displayName(company) })}
                confirm={text.archive.confirm}
                action={archive.bind(null, company.id)}
                version={version}
                reloadHref={`${href}/settings`}
              />
            </div>
          </Panel>
        )}
      </div>
    </>
  );
}

function valuesOf(company: Company): Record<string, string> {
  const { kind, kpp, ogrn, okved, fullName, shortName, legalAddress, postalAddress } = company;
  const { bik, settlementAccount, correspondentAccount } = company;
  const texts = {
    kpp,
    ogrn,
    okved,
    shortName,
    legalAddress,
    postalAddress,
    bik,
    settlementAccount,
    correspondentAccount,
  };
  const given = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== null);
  return { kind, fullName, ...Object.fromEntries(given) };
}
