import type { Company } from "@/api/generated/company";

export function displayName(company: Company): string {
  return company.shortName ?? company.fullName;
}

const legalForm = /^(ООО|АО|ПАО|ЗАО|ОАО|НКО|АНО|ИП|LLC|JSC)\s+/iu;

/** Without the legal form, which is the same for most: for the initials. */
export function bareName(company: Company): string {
  return displayName(company).replace(legalForm, "");
}
