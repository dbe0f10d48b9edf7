import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { Company } from "@/api/generated/company";
import { currentDictionary } from "@/i18n/locale";
import { PageHeader } from "@/ui/page-header";
import { FailureView } from "../../../failure-view";
import { update } from "../../actions";
import { CompanyForm } from "../../company-form";
import { displayName } from "../../display-name";
import { loadCompany } from "../load-company";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await currentDictionary()).companyForm.editTitle };
}

export default async function EditCompanyPage({ params }: PageProps<"/companies/[companyId]/edit">) {
  const text = (await currentDictionary()).companyForm;
  const { data: company, etag, failure } = await loadCompany((await params).companyId);
  if (failure) return <FailureView failure={failure} />;

  const href = `/companies/${company.id}`;
  if (company.status === "archived") redirect(href);
  return (
    <>
      <PageHeader title={text.editTitle} back={{ href, text: displayName(company) }} />
      <CompanyForm action={update.bind(null, company.id)} stored={{ values: valuesOf(company), version: etag, href }} />
    </>
  );
}

function valuesOf(company: Company): Record<string, string> {
  const { kind, kpp, ogrn, fullName, shortName, legalAddress } = company;
  return {
    kind,
    fullName,
    kpp: kpp ?? "",
    ogrn: ogrn ?? "",
    shortName: shortName ?? "",
    legalAddress: legalAddress ?? "",
  };
}
