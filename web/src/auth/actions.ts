"use server";

import { currentLocale } from "@/i18n/locale";
import { signIn } from "./auth";
import { returnPath } from "./return-to";

async function authorize(form: FormData, parameters: Record<string, string>): Promise<void> {
  const destination = returnPath(form.get("returnTo")?.toString());
  const redirectTo = `/signed-in?${new URLSearchParams({ returnTo: destination })}`;
  await signIn("saas", { redirectTo }, { ui_locales: await currentLocale(), ...parameters });
}

export async function startSignIn(form: FormData): Promise<void> {
  await authorize(form, {});
}

/** Initiating user registration through OpenID Connect 1.0. */
export async function startRegistration(form: FormData): Promise<void> {
  await authorize(form, { prompt: "create" });
}
