"use server";

import { createRole, deleteRole, updateRole } from "@/api/generated/company";
import { refused, text, textOrNull } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { showAgain } from "../show-again";

function details(form: FormData) {
  const prefix = "permission:";
  const permissions = [...form.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  return { name: text(form, "name"), description: textOrNull(form, "description"), permissions };
}

export async function create(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await createRole(companyId, details(form));
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/roles", "roleAdded");
}

export async function update(companyId: string, roleId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await updateRole(companyId, roleId, details(form), { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/roles", "roleSaved");
}

export async function remove(companyId: string, roleId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await deleteRole(companyId, roleId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/roles", "roleDeleted");
}
