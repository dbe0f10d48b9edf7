import type { Company } from "@/api/generated/company";

/** Branches share the INN of a legal entity, or of a foreign company that has one. */
export function mayHaveBranches({ kind, inn }: Company): boolean {
  return kind !== "soleProprietor" && inn !== null;
}
