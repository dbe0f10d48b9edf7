import type { Metadata } from "next";
import { listDomains } from "@/api/generated/company";
import { load } from "@/api/load";
import { format } from "@/i18n/dictionaries";
import { currentDictionary } from "@/i18n/locale";
import { Badge } from "@/ui/badge";
import { ButtonLink } from "@/ui/button";
import { Panel } from "@/ui/panel";
import { StateView } from "@/ui/state-view";
import { FailureView } from "../../../failure-view";
import styles from "../company.module.css";
import { CompanyNotice } from "../company-notice";
import { loadMembership } from "../load-membership";
import { NoPermission } from "../no-permission";
import list from "../section-list.module.css";
import { sectionTitle } from "../section-title";
import { add } from "./actions";
import { AddForm } from "./add-form";

type Props = PageProps<"/companies/[companyId]/domains">;

/** As many as one answer holds; a company has fewer. */
const most = 100;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId, (await currentDictionary()).domains.title);
}

/** The mail domains of the company, for those who keep them. */
export default async function DomainsPage({ params, searchParams }: Props) {
  const dictionary = await currentDictionary();
  const text = dictionary.domains;
  const { companyId } = await params;
  const { membership } = await loadMembership(companyId);
  if (!membership) return null;

  const href = `/companies/${companyId}`;
  if (!membership.mayChange("domains.manage"))
    return <NoPermission back={{ href, text: dictionary.company.overview }} />;
  const { data: page, failure } = await load(listDomains(companyId, { limit: most }));
  if (failure) return <FailureView failure={failure} />;

  return (
    <>
      <CompanyNotice notice={(await searchParams).notice} />
      <div className={`${styles.panels} ${styles.narrow}`}>
        {page.items.length === 0 ? (
          <Panel>
            <StateView icon="shield" title={text.emptyTitle} text={text.emptyText} />
          </Panel>
        ) : (
          <div>
            <div className={list.head}>
              <p>{text.lead}</p>
            </div>
            <Panel flush>
              <ul className={list.list}>
                {page.items.map(({ id, readableName: name, status, joining }) => (
                  <li key={id}>
                    <div className={list.item}>
                      <h2>{name}</h2>
                      <p>{text.choices[joining].text}</p>
                    </div>
                    <Badge tone={status === "verified" ? "good" : "warning"}>{text.statuses[status]}</Badge>
                    <ButtonLink
                      look="secondary"
                      href={`${href}/domains/${id}`}
                      aria-label={format(text.openOf, { name })}
                    >
                      {text.open}
                    </ButtonLink>
                  </li>
                ))}
              </ul>
            </Panel>
          </div>
        )}
        <Panel title={text.addTitle}>
          <AddForm action={add.bind(null, companyId)} />
        </Panel>
      </div>
    </>
  );
}
