import type { Metadata } from "next";
import { currentDictionary } from "@/i18n/locale";
import { PageHeader } from "@/ui/page-header";
import { create } from "../actions";
import { CompanyForm } from "../company-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentDictionary()).companyForm.createTitle };
}

export default async function NewCompanyPage() {
  const text = await currentDictionary();
  return (
    <>
      <PageHeader
        title={text.companyForm.createTitle}
        lead={text.companyForm.createLead}
        back={{ href: "/companies", text: text.company.back }}
      />
      <CompanyForm action={create} />
    </>
  );
}
