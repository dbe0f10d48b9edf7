"use server";

import { getPreferences, updatePreferences } from "@/api/generated/user";
import { currentSession } from "@/auth/session";
import { isLocale } from "@/i18n/dictionaries";
import { localeCookie } from "@/i18n/locale";
import { isTheme, rememberChoice, rememberTheme } from "@/theme/theme";

export async function chooseLocale(form: FormData): Promise<void> {
  const locale = form.get("locale");
  if (isLocale(locale)) await rememberChoice(localeCookie, locale);
}

/** Remembered here at once, and in the person's preferences if they are signed in and the service answers. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = form.get("theme");
  if (!isTheme(theme)) return;

  await rememberTheme(theme);
  if (!(await currentSession())) return;
  try {
    const { headers } = await getPreferences();
    await updatePreferences({ theme }, { headers: { "If-Match": headers.get("etag") ?? "" } });
  } catch {
    // The choice holds in this browser; the profile page shows what is stored.
  }
}
