import "server-only";
import type { JWT } from "next-auth/jwt";

/** What the encrypted session cookie holds. None of it but the person's name and address reaches the browser. */
export interface SessionToken extends JWT {
  sub: string;
  name: string;
  email: string;
  accessToken: string;
  /** Seconds since 1970. */
  accessTokenExpiresAt: number;
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
