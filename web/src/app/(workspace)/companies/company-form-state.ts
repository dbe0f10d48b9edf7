import type { RegistryEntry } from "@/api/generated/company";
import type { FormState } from "@/ui/form-state";

/** What looking a company up came to. */
export type RegistryLookup = { outcome: "found"; entry: RegistryEntry } | { outcome: "notFound" | "unavailable" };

export interface CompanyFormState extends FormState {
  registry?: RegistryLookup;
}
