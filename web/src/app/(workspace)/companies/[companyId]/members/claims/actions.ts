"use server";

import { acceptClaim, declineClaim } from "@/api/generated/company";
import { refused } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { showAgain } from "../../show-again";
import { chosenRoles } from "../chosen-roles";

export async function accept(companyId: string, claimId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await acceptClaim(companyId, claimId, chosenRoles(form));
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/members", "claimAccepted");
}

export async function decline(companyId: string, claimId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await declineClaim(companyId, claimId);
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/members", "claimDeclined");
}
