// Opens the front end's session cookie, which only its server can: to know the tokens that must not be seen elsewhere.
import { decode } from "@auth/core/jwt";
import { web, webSettings } from "./platform.mjs";

export const sessionCookie = "saasplatform-web.session";

/** The pieces of the cookie, which is split over several when it is long. */
export async function sessionCookies(context) {
  const cookies = await context.cookies(web);
  return cookies.filter(({ name }) => name === sessionCookie || name.startsWith(`${sessionCookie}.`));
}

export async function openSession(context) {
  const pieces = (await sessionCookies(context)).sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  if (pieces.length === 0) return null;
  const token = pieces.map(({ value }) => value).join("");
  return decode({ token, secret: webSettings.AUTH_SECRET, salt: sessionCookie });
}

/** Resolves when the clock has passed the end of this access token. */
export async function expired(token) {
  const left = token.accessTokenExpiresAt * 1000 - Date.now() + 1000;
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
