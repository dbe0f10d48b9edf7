"use server";

import { revalidatePath } from "next/cache";
import {
  createMachineClient,
  deleteMachineClient,
  type MachineClientSecret,
  rotateMachineClientSecret,
  updateMachineClient,
} from "@/api/generated/company";
import { refused, text } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { chosenRoles } from "../members/chosen-roles";
import { showAgain } from "../show-again";

/** With the secret, which is nowhere else: not in an address, not in storage. */
export interface SecretState extends FormState {
  issued?: MachineClientSecret;
}

export async function create(companyId: string, _: SecretState, form: FormData): Promise<SecretState> {
  try {
    const { data } = await createMachineClient(companyId, { name: text(form, "name"), ...chosenRoles(form) });
    return { issued: data };
  } catch (error) {
    return refused(error, form);
  }
}

export async function rotate(
  companyId: string,
  clientId: string,
  _: SecretState,
  form: FormData,
): Promise<SecretState> {
  try {
    const { data } = await rotateMachineClientSecret(companyId, clientId);
    revalidatePath(`/companies/${companyId}/clients`, "layout");
    return { issued: data };
  } catch (error) {
    return refused(error, form);
  }
}

export async function update(companyId: string, clientId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    const change = { name: text(form, "name"), ...chosenRoles(form) };
    await updateMachineClient(companyId, clientId, change, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/clients", "clientSaved");
}

export async function remove(companyId: string, clientId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await deleteMachineClient(companyId, clientId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/clients", "clientDeleted");
}
