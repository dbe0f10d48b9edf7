"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import {
  archiveCompany,
  CompanyKind,
  createCompany,
  deleteCompany,
  lookupCompany,
  restoreCompany,
  updateCompany,
} from "@/api/generated/company";
import { refused, text, textOrNull, textsOf } from "@/api/submit";
import type { FormState } from "@/ui/form-state";
import { showAgain } from "./[companyId]/show-again";
import type { CompanyFormState } from "./company-form-state";

function details(form: FormData) {
  return {
    ogrn: textOrNull(form, "ogrn"),
    fullName: text(form, "fullName"),
    shortName: textOrNull(form, "shortName"),
    legalAddress: textOrNull(form, "legalAddress"),
    postalAddress: textOrNull(form, "postalAddress"),
    okved: textOrNull(form, "okved"),
    bik: textOrNull(form, "bik"),
    settlementAccount: textOrNull(form, "settlementAccount"),
    correspondentAccount: textOrNull(form, "correspondentAccount"),
  };
}

/** Adds the company, or fills the form with what the state register says of its INN; then nothing is stored. */
export async function create(_: CompanyFormState, form: FormData): Promise<CompanyFormState> {
  if (form.get("intent") === "lookup") return lookUp(form);
  const kind = Object.values(CompanyKind).find((value) => value === form.get("kind")) ?? "legalEntity";
  const foreign = kind === "foreignCompany";
  // Boxes of another kind are out of sight, but sent.
  const numbers = {
    inn: textOrNull(form, "inn"),
    country: foreign ? textOrNull(form, "country") : null,
    registrationNumber: foreign ? textOrNull(form, "registrationNumber") : null,
    kpp: kind === "soleProprietor" ? null : textOrNull(form, "kpp"),
  };
  const known = details(form);
  let id: string;
  try {
    const { data } = await createCompany({ kind, ...numbers, ...known, ogrn: foreign ? null : known.ogrn });
    id = data.id;
  } catch (error) {
    return refused(error, form);
  }
  redirect(`/companies/${id}?notice=created`);
}

/** What was typed stays wherever the register has nothing to put in its place. */
async function lookUp(form: FormData): Promise<CompanyFormState> {
  const typed = textsOf(form);
  try {
    const { data: entry } = await lookupCompany(text(form, "inn"));
    const { kind, inn, kpp, ogrn, okved, fullName, shortName, legalAddress } = entry;
    const values = { ...typed };
    for (const [name, value] of Object.entries({ kind, inn, kpp, ogrn, okved, fullName, shortName, legalAddress })) {
      if (value) values[name] = value;
    }
    return { values, registry: { outcome: "found", entry } };
  } catch (error) {
    const state = refused(error, form);
    if (state.outcome === "notFound" || state.outcome === "unavailable") {
      return { values: typed, registry: { outcome: state.outcome } };
    }
    return state;
  }
}

export async function update(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  const changes = form.has("kpp") ? { kpp: textOrNull(form, "kpp"), ...details(form) } : details(form);
  try {
    await updateCompany(companyId, changes, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "/settings", "saved");
}

export async function archive(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await archiveCompany(companyId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "", "archived");
}

export async function restore(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await restoreCompany(companyId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  showAgain(companyId, "", "restored");
}

export async function remove(companyId: string, _: FormState, form: FormData): Promise<FormState> {
  try {
    await deleteCompany(companyId, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  // The recent ones on other pages, too.
  revalidatePath("/", "layout");
  redirect("/companies?notice=deleted");
}
