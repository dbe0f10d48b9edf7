import type { Dictionary } from "@/i18n/dictionaries";
import type { FormState } from "./form-state";

/** What is wrong, by field. The services write English; another language says what the field must be instead. */
export function fieldErrors(state: FormState, { fieldErrors: own }: Dictionary): Record<string, string[]> {
  const entries = Object.entries(state.errors ?? {});
  return Object.fromEntries(entries.map(([field, messages]) => [field, own[field] ? [own[field]] : messages]));
}
