"use server";

import { redirect } from "next/navigation";
import { inviteMember, resendInvitation, withdrawInvitation } from "@/api/generated/company";
import { refused, text } from "@/api/submit";
import { currentLocale } from "@/i18n/locale";
import type { FormState } from "@/ui/form-state";

export async function invite(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    const role = form.get("role") === "admin" ? "admin" : "member";
    await inviteMember(companyId, { email: text(form, "email"), role, language: await currentLocale() });
  } catch (error) {
    return refused(error, form);
  }
  redirect(`/companies/${companyId}?notice=invited`);
}

/** Sends the mail again, or takes the invitation back: the button says which. */
export async function change(
  companyId: string,
  invitationId: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const withdrawn = form.get("intent") === "withdraw";
  try {
    if (withdrawn) await withdrawInvitation(companyId, invitationId);
    else await resendInvitation(companyId, invitationId);
  } catch (error) {
    return refused(error, form);
  }
  redirect(`/companies/${companyId}?notice=${withdrawn ? "withdrawn" : "resent"}`);
}
