"use server";

import { redirect } from "next/navigation";
import { acceptInvitation, declineInvitation } from "@/api/generated/company";
import { refused } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { showAgain } from "../../companies/[companyId]/show-again";
import { withKey } from "../with-key";

/** Joins the company, or declines: the button says which. */
export async function answer(
  invitationId: string,
  key: string | undefined,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  let joined: string | undefined;
  try {
    if (form.get("intent") === "decline") await declineInvitation(invitationId, withKey(key));
    else {
      const { data } = await acceptInvitation(invitationId, withKey(key));
      joined = data.companyId;
    }
  } catch (error) {
    return refused(error, form);
  }
  if (joined) showAgain(joined, "", "joined");
  redirect("/companies");
}
