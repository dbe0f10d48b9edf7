"use server";

import { acceptJoinRequest, declineJoinRequest } from "@/api/generated/company";
import { refused } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { showAgain } from "../../show-again";

export async function accept(companyId: string, requestId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await acceptJoinRequest(companyId, requestId);
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/members", "joinAccepted");
}

export async function decline(companyId: string, requestId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await declineJoinRequest(companyId, requestId);
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/members", "joinDeclined");
}
