import "server-only";
import { type NextRequest, NextRequest as Request } from "next/server";
import { handlers } from "./auth";
import { newerChoice } from "./chosen-company";
import { hasEnded } from "./ended-sessions";
import { openSession } from "./session";
import { needsRenewal } from "./tokens";

export interface KeptSession {
  signedIn: boolean;
  /** There was a session and the provider has ended it. */
  ended: boolean;
  /** The Cookie header the page is to see. */
  cookieHeader: string;
  /** What the browser is to store. */
  setCookies: string[];
}

/**
 * Renews the tokens of this request's session before anything renders, or ends it where the provider has. The page must see the new cookie in this very
 * request and the browser must store it: a rotation that only one of them knows would present a used refresh token.
 */
export async function keepSession(request: NextRequest): Promise<KeptSession> {
  const cookieHeader = request.headers.get("cookie") ?? "";
  const session = await openSession(cookieHeader);
  if (!session) return { signedIn: false, ended: false, cookieHeader, setCookies: [] };
  if (!needsRenewal(session) && !hasEnded(session) && !newerChoice(session))
    return { signedIn: true, ended: false, cookieHeader, setCookies: [] };

  // Auth.js's own session endpoint runs the renewal, encrypts the result and splits it over cookies of 4 KB; of an ended
  // session it removes them.
  const endpoint = new URL("/api/auth/session", request.nextUrl);
  const answer = await handlers.GET(new Request(endpoint, { headers: { cookie: cookieHeader } }));
  const setCookies = answer.headers.getSetCookie();
  const renewed = withCookies(cookieHeader, setCookies);
  const signedIn = (await openSession(renewed)) !== null;
  return { signedIn, ended: !signedIn, cookieHeader: renewed, setCookies };
}

function withCookies(cookieHeader: string, setCookies: string[]): string {
  const jar = new Map<string, string>();
  for (const pair of cookieHeader.split(/; */).filter(Boolean)) put(jar, pair);
  for (const setCookie of setCookies) {
    const [pair = ""] = setCookie.split(";");
    put(jar, pair);
    if (/;\s*max-age=0/i.test(setCookie)) jar.delete(nameOf(pair));
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
}

function nameOf(pair: string): string {
  return pair.slice(0, pair.indexOf("=")).trim();
}

function put(jar: Map<string, string>, pair: string): void {
  if (pair.includes("=")) jar.set(nameOf(pair), pair.slice(pair.indexOf("=") + 1));
}
