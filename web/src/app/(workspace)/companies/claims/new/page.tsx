import type { Metadata } from "next";
import { currentDictionary } from "@/i18n/locale";
import { PageHeader } from "@/ui/page-header";
import { Panel } from "@/ui/panel";
import styles from "../../[companyId]/company.module.css";
import { ClaimForm } from "../claim-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentDictionary()).claims.title };
}

export default async function NewClaimPage({ searchParams }: PageProps<"/companies/claims/new">) {
  const { claims: text, company } = await currentDictionary();
  const { inn } = await searchParams;
  return (
    <>
      <PageHeader title={text.title} lead={text.lead} back={{ href: "/companies", text: company.back }} />
      <div className={styles.narrow}>
        <Panel>
          <ClaimForm inn={typeof inn === "string" ? inn : ""} />
        </Panel>
      </div>
    </>
  );
}
