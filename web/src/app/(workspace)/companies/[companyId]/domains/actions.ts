"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { addDomain, removeDomain, updateDomain, verifyDomain } from "@/api/generated/company";
import { refused, text, textOrNull } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { showAgain } from "../show-again";
import { joiningOf } from "./joining";

export async function add(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  let added: string;
  try {
    const { data } = await addDomain(companyId, { name: text(form, "name") });
    added = data.id;
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, `/domains/${added}`, "domainAdded");
}

/** Where the record was not found, the page itself says why. */
export async function verify(companyId: string, domainId: string, _: FormState, form: FormData): Promise<FormState> {
  let verified: boolean;
  try {
    const { data } = await verifyDomain(companyId, domainId);
    verified = data.status === "verified";
  } catch (error) {
    return refused(error, form);
  }
  if (verified) showAgain(companyId, `/domains/${domainId}`, "domainVerified");
  revalidatePath("/", "layout");
  redirect(`/companies/${companyId}/domains/${domainId}`);
}

export async function update(companyId: string, domainId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    const change = { joining: joiningOf(text(form, "joining")), roleId: textOrNull(form, "roleId") };
    await updateDomain(companyId, domainId, change, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, `/domains/${domainId}`, "domainSaved");
}

export async function remove(companyId: string, domainId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await removeDomain(companyId, domainId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/domains", "domainRemoved");
}
