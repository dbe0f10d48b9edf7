import "server-only";
import { cookies, headers } from "next/headers";
import { type Dictionary, dictionaries, isLocale, type Locale, preferredLocale } from "./dictionaries";

export const localeCookie = "saasplatform-web.locale";

/** The person's own choice, else what their browser asks for. */
export async function currentLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookie)?.value;
  if (isLocale(chosen)) return chosen;
  return preferredLocale((await headers()).get("accept-language") ?? "");
}

export async function currentDictionary(): Promise<Dictionary> {
  return dictionaries[await currentLocale()];
}
