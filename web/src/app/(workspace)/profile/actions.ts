"use server";

import { refresh } from "next/cache";
import { updateCurrentUser, updatePreferences } from "@/api/generated/user";
import { refused, text, textOrNull } from "@/api/submit";
import { renewSession } from "@/auth/auth";
import { isTheme, rememberTheme } from "@/theme/theme";
import type { FormState } from "@/ui/form-state";

export async function saveProfile(_: FormState, form: FormData): Promise<FormState> {
  const changes = {
    name: text(form, "name"),
    givenName: textOrNull(form, "givenName"),
    familyName: textOrNull(form, "familyName"),
    jobTitle: textOrNull(form, "jobTitle"),
    locale: textOrNull(form, "locale"),
    zoneinfo: textOrNull(form, "zoneinfo"),
  };
  try {
    await updateCurrentUser(changes, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  // The header shows the name of the ID token: fetch a fresh one.
  await renewSession({});
  refresh();
  return { outcome: "saved" };
}

export async function savePreferences(_: FormState, form: FormData): Promise<FormState> {
  const theme = form.get("theme");
  if (!isTheme(theme)) return { outcome: "invalid" };
  const changes = {
    theme,
    weekStartsOn: form.get("weekStartsOn") === "sunday" ? "sunday" : "monday",
    emailNotifications: form.has("emailNotifications"),
    productNews: form.has("productNews"),
  } as const;
  try {
    await updatePreferences(changes, { headers: { "If-Match": text(form, "version") } });
  } catch (error) {
    return refused(error, form);
  }
  await rememberTheme(theme);
  refresh();
  return { outcome: "saved" };
}
