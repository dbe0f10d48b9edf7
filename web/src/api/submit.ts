import "server-only";
import { redirect } from "next/navigation";
import { logFailure } from "@/log";
import type { FormState } from "@/ui/form-state";
import { ApiError } from "./api-error";

/** Turns what the service refused into what the form shows. */
export function refused(error: unknown, form: FormData): FormState {
  if (!(error instanceof ApiError)) throw error;
  if (error.kind === "unauthenticated") redirect("/sign-in?reason=session-ended");
  if (error.kind === "unexpected" || error.kind === "unavailable") logFailure("api call", error);
  return {
    outcome: error.kind,
    code: error.problem.code ?? undefined,
    traceId: error.problem.traceId ?? undefined,
    errors: error.problem.errors ?? undefined,
    values: textsOf(form),
  };
}

export function textsOf(form: FormData): Record<string, string> {
  const texts = [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts.filter(([name]) => !name.startsWith("$ACTION")));
}

export function text(form: FormData, name: string): string {
  return form.get(name)?.toString().trim() ?? "";
}

/** In a merge patch (RFC 7396) an emptied field is null. */
export function textOrNull(form: FormData, name: string): string | null {
  return text(form, name) || null;
}
