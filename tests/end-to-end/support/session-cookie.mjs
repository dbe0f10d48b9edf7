// Opens a front end's session cookie, which only its server can: to know the tokens that must not be seen elsewhere.
import { decode, encode } from "@auth/core/jwt";
import { accessTokenSeconds, webSettings } from "./platform.mjs";

const thirtyDays = 30 * 24 * 60 * 60;
/** The front end renews this long before an access token's end. */
const renewalMarginSeconds = 10;

export function sessionCookieOf(settings) {
  return `${settings.COOKIE_NAME ?? "saasplatform-web"}.session`;
}

/** The pieces of the cookie, which is split over several when it is long. */
export async function sessionCookies(context, settings = webSettings) {
  const name = sessionCookieOf(settings);
  const cookies = await context.cookies(settings.AUTH_URL);
  return cookies.filter((cookie) => cookie.name === name || cookie.name.startsWith(`${name}.`));
}

export async function openSession(context, settings = webSettings) {
  const pieces = (await sessionCookies(context, settings)).sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  if (pieces.length === 0) return null;
  const token = pieces.map(({ value }) => value).join("");
  return decode({ token, secret: settings.AUTH_SECRET, salt: sessionCookieOf(settings) });
}

/** Closes it again. */
export function sealSession(session, settings) {
  return encode({ token: session, secret: settings.AUTH_SECRET, salt: sessionCookieOf(settings), maxAge: thirtyDays });
}

/** Makes the application think that its access token lives for an hour: what ends the session then is no refusal to renew. */
export async function postponeRenewal(context, settings) {
  const [cookie] = await sessionCookies(context, settings);
  const session = await openSession(context, settings);
  const accessTokenExpiresAt = Math.floor(Date.now() / 1000) + 3600;
  await context.addCookies([{ ...cookie, value: await sealSession({ ...session, accessTokenExpiresAt }, settings) }]);
}

/** Resolves when the clock has passed the end of this access token. */
export function expired({ accessTokenExpiresAt }) {
  return until(accessTokenExpiresAt * 1000 + 1000);
}

/** Resolves when the front end renews at the next request, while the access token is still good. */
export function due({ accessTokenExpiresAt }) {
  return until((accessTokenExpiresAt - Math.min(renewalMarginSeconds, accessTokenSeconds)) * 1000 + 1000);
}

export async function until(time) {
  const left = time - Date.now();
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
}
