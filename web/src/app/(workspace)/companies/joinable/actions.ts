"use server";

import { redirect } from "next/navigation";
import { joinCompany, withdrawJoinRequest } from "@/api/generated/company";
import { refused } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { showAgain } from "../[companyId]/show-again";

export async function join(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  let isMember: boolean;
  try {
    const { data } = await joinCompany(companyId);
    isMember = data.isMember;
  } catch (error) {
    return refused(error, form);
  }
  if (isMember) showAgain(companyId, "", "joined");
  redirect("/companies?notice=joinAsked");
}

export async function withdraw(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await withdrawJoinRequest(companyId);
  } catch (error) {
    return refused(error, form);
  }
  redirect("/companies?notice=joinWithdrawn");
}
