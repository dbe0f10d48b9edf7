import type { Metadata } from "next";
import { currentDictionary, currentLocale } from "@/i18n/locale";
import { PageHeader } from "@/ui/page-header";
import { create } from "../actions";
import { CompanyForm } from "../company-form";
import { countriesIn } from "../countries";

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
      <CompanyForm action={create} countries={countriesIn(await currentLocale())} />
    </>
  );
}
