"use server";

import { redirect } from "next/navigation";
import { archiveCompany, createCompany, updateCompany } from "@/api/generated/company";
import { refused, text, textOrNull } from "@/api/submit";
import type { FormState } from "@/ui/form-state";

function details(form: FormData) {
  return {
    ogrn: textOrNull(form, "ogrn"),
    fullName: text(form, "fullName"),
    shortName: textOrNull(form, "shortName"),
    legalAddress: textOrNull(form, "legalAddress"),
  };
}

export async function create(_: FormState, form: FormData): Promise<FormState> {
  const kind = form.get("kind") === "soleProprietor" ? "soleProprietor" : "legalEntity";
  const kpp = kind === "legalEntity" ? textOrNull(form, "kpp") : null;
  let id: string;
  try {
    const { data } = await createCompany({ kind, inn: text(form, "inn"), kpp, ...details(form) });
    id = data.id;
  } catch (error) {
    return refused(error, form);
  }
  redirect(`/companies/${id}?notice=created`);
}

export async function update(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  const changes = form.has("kpp") ? { kpp: textOrNull(form, "kpp"), ...details(form) } : details(form);
  try {
    await updateCompany(companyId, changes, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  redirect(`/companies/${companyId}?notice=saved`);
}

export async function archive(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await archiveCompany(companyId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  redirect(`/companies/${companyId}?notice=archived`);
}
