import "server-only";
import { cookies } from "next/headers";
import { settings } from "@/settings";

export type Theme = "system" | "light" | "dark";

const themeCookie = "saasplatform-web.theme";
const oneYear = 365 * 24 * 60 * 60;

export function isTheme(value: unknown): value is Theme {
  return value === "system" || value === "light" || value === "dark";
}

export async function currentTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(themeCookie)?.value;
  return isTheme(chosen) ? chosen : "system";
}

/** In an action or a route handler only: a page cannot set cookies. */
export async function rememberTheme(theme: Theme): Promise<void> {
  await rememberChoice(themeCookie, theme);
}

export async function rememberChoice(name: string, value: string): Promise<void> {
  const secure = settings.url.protocol === "https:";
  (await cookies()).set(name, value, { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: oneYear });
}
