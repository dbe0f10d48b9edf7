import type { RegistryEntry } from "@/api/generated/company";
import type { FormState } from "@/ui/form-state";

/** What looking a company up came to. */
export type RegistryLookup = { outcome: "found"; entry: RegistryEntry } | { outcome: "notFound" | "unavailable" };

export interface CompanyFormState extends FormState {
  registry?: RegistryLookup;
}

/** What a box of the form holds, and what is wrong with it. */
export type CompanyField = (name: string) => { name: string; defaultValue: string; errors: string[] | undefined };
