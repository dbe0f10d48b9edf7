import type { Company } from "@/api/generated/company";

export function displayName(company: Company): string {
  return company.shortName ?? company.fullName;
}

/** INN; of a foreign company without one its country and number there. */
export function numberOf({ inn, country, registrationNumber }: Company): string {
  return inn ?? `${country} ${registrationNumber}`;
}

const legalForms = /^(ООО|АО|ПАО|ЗАО|ОАО|НКО|АНО|ИП)\s+|,?\s+(LLC|JSC|Ltd\.?)$/giu;

/** Without the legal form, which is the same for most: for the initials. */
export function bareName(company: Company): string {
  return displayName(company).replace(legalForms, "");
}
