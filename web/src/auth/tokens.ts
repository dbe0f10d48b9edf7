import "server-only";
import type { JWT } from "next-auth/jwt";

/** The company that the person works in, with a token that reaches it and no other. */
export interface CurrentCompany {
  id: string;
  name: string;
  accessToken: string;
}

/** What the encrypted session cookie holds. None of it but the person's name and address reaches the browser. */
export interface SessionToken extends JWT {
  sub: string;
  name: string;
  email: string;
  /** For no company in particular: it reaches all of the person's companies. */
  accessToken: string;
  /** Seconds since 1970; that of the company's token too, which comes with it. */
  accessTokenExpiresAt: number;
  company?: CurrentCompany;
  /** When the person switched to it; milliseconds since 1970. */
  chosenAt?: number;
  /** The name, if known, of the company that the provider has just refused a token for; until the next renewal. */
  lostCompany?: string;
  refreshToken?: string;
  idToken: string;
  /** The provider's session (OpenID Connect Back-Channel Logout 1.0 section 2.1): what a logout token names. */
  sid?: string;
  /** When the provider signed this person in here; its seconds since 1970. */
  startedAt?: number;
}

/** Renew this long before the end, so that a page has time to finish its calls. */
const renewalMarginSeconds = 10;

export function isSessionToken(token: JWT | null): token is SessionToken {
  return typeof token?.accessToken === "string" && typeof token.accessTokenExpiresAt === "number";
}

export function needsRenewal(token: SessionToken): boolean {
  return Date.now() / 1000 > token.accessTokenExpiresAt - renewalMarginSeconds;
}

export function isExpired(token: SessionToken): boolean {
  return Date.now() / 1000 > token.accessTokenExpiresAt;
}

export function expiryFrom(expiresInSeconds: number | undefined): number {
  return Math.floor(Date.now() / 1000) + (expiresInSeconds ?? 0);
}

/** Of an ID token for a company (docs/decisions/0024-tokens-for-one-company.md). */
export function companyFrom(
  claims: Record<string, unknown> | undefined,
  accessToken: string,
): CurrentCompany | undefined {
  if (typeof claims?.org_id !== "string") return undefined;
  return { id: claims.org_id, name: typeof claims.org_name === "string" ? claims.org_name : "", accessToken };
}
