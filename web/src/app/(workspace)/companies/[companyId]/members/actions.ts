"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { offerOwnership, removeMember, updateMember } from "@/api/generated/company";
import { refused, text } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { leaveBehind } from "../../../company-switcher/leave-behind";
import { showAgain } from "../show-again";
import { chosenRoles } from "./chosen-roles";

export async function changeRoles(
  companyId: string,
  accountId: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  try {
    await updateMember(companyId, accountId, chosenRoles(form), { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/members", "memberChanged");
}

export async function remove(companyId: string, accountId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await removeMember(companyId, accountId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/members", "memberRemoved");
}

/** Whoever leaves does not see the company any more. */
export async function leave(companyId: string, accountId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await removeMember(companyId, accountId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  await leaveBehind(companyId);
  revalidatePath("/", "layout");
  redirect("/companies?notice=left");
}

export async function offer(companyId: string, accountId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await offerOwnership(companyId, { accountId });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/settings", "offered");
}
