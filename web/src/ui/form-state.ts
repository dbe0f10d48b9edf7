import type { FailureKind } from "@/api/api-error";

/** What an action tells its form. The values come back, so that nothing typed is lost. */
export interface FormState {
  outcome?: "saved" | FailureKind;
  code?: string;
  traceId?: string;
  errors?: Record<string, string[]>;
  values?: Record<string, string>;
}
