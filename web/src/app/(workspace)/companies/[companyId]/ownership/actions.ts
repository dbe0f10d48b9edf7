"use server";

import { acceptOwnership, withdrawOwnershipOffer } from "@/api/generated/company";
import { refused } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { showAgain } from "../show-again";

export async function accept(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await acceptOwnership(companyId);
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "", "ownershipAccepted");
}

/** Withdraws the offer, or declines it, depending on whose it is. */
export async function end(
  companyId: string,
  notice: "offerWithdrawn" | "offerDeclined",
  _: FormState,
  form: FormData,
): Promise<FormState> {
  try {
    await withdrawOwnershipOffer(companyId);
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "", notice);
}
