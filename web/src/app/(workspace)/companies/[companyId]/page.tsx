import type { Metadata } from "next";
import styles from "./company.module.css";
import { CompanyDetails } from "./company-details";
import { CompanyNotice } from "./company-notice";
import { loadMembership } from "./load-membership";
import { ClaimList } from "./members/claims/claim-list";
import { OpenOffer } from "./ownership/open-offer";
import { sectionTitle } from "./section-title";

type Props = PageProps<"/companies/[companyId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return sectionTitle((await params).companyId);
}

export default async function CompanyPage({ params, searchParams }: Props) {
  const { membership } = await loadMembership((await params).companyId);
  if (!membership) return null;

  return (
    <>
      <CompanyNotice notice={(await searchParams).notice} />
      <div className={styles.panels}>
        <OpenOffer membership={membership} />
        <ClaimList membership={membership} />
        <CompanyDetails company={membership.company} />
      </div>
    </>
  );
}
