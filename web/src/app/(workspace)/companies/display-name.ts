import type { Company } from "@/api/generated/company";

export function displayName(company: Company): string {
  return company.shortName ?? company.fullName;
}

const legalForms = /^(ООО|АО|ПАО|ЗАО|ОАО|НКО|АНО|ИП)\s+|,?\s+(LLC|JSC|Ltd\.?)$/giu;

/** Without the legal form, which is the same for most: for the initials. */
export function bareName(company: Company): string {
  return displayName(company).replace(legalForms, "");
}
