"use server";

import { createBranch, deleteBranch, updateBranch } from "@/api/generated/company";
import { refused, text, textOrNull } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { showAgain } from "../show-again";

function details(form: FormData) {
  return { name: text(form, "name"), kpp: text(form, "kpp"), address: textOrNull(form, "address") };
}

export async function create(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await createBranch(companyId, details(form));
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/branches", "branchAdded");
}

export async function update(companyId: string, branchId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await updateBranch(companyId, branchId, details(form), { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/branches", "branchSaved");
}

export async function remove(companyId: string, branchId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await deleteBranch(companyId, branchId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/branches", "branchDeleted");
}
