"use server";

import { redirect } from "next/navigation";
import { acceptInvitation, declineInvitation } from "@/api/generated/company";
import { refused } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { withKey } from "../with-key";

/** Joins the company, or declines: the button says which. */
export async function answer(
  invitationId: string,
  key: string | undefined,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  let target = "/companies";
  try {
    if (form.get("intent") === "decline") await declineInvitation(invitationId, withKey(key));
    else {
      const { data } = await acceptInvitation(invitationId, withKey(key));
      target = `/companies/${data.companyId}?notice=joined`;
    }
  } catch (error) {
    return refused(error, form);
  }
  redirect(target);
}
