"use server";

import { inviteMember, resendInvitation, withdrawInvitation } from "@/api/generated/company";
import { refused, text } from "@/api/submit";
import { currentLocale } from "@/i18n/locale";
import type { FormState } from "@/ui/form-state";
import { chosenRoles } from "../members/chosen-roles";
import { showAgain } from "../show-again";

export async function invite(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    const language = await currentLocale();
    await inviteMember(companyId, { email: text(form, "email"), ...chosenRoles(form), language });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/members", "invited");
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
  showAgain(companyId, "/members", withdrawn ? "withdrawn" : "resent");
}
