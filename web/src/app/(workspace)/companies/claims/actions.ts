"use server";

import { redirect } from "next/navigation";
import { claimCompany, withdrawClaim } from "@/api/generated/company";
import { refused, text, textOrNull } from "@/api/submit";
import type { FormState } from "@/ui/form-state";

export async function claim(_: FormState, form: FormData): Promise<FormState> {
  try {
    await claimCompany({ inn: text(form, "inn"), message: textOrNull(form, "message") });
  } catch (error) {
    return refused(error, form);
  }
  redirect("/companies?notice=claimed");
}

export async function withdraw(claimId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await withdrawClaim(claimId);
  } catch (error) {
    return refused(error, form);
  }
  redirect("/companies?notice=claimWithdrawn");
}
