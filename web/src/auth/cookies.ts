import "server-only";
import type { NextAuthConfig } from "next-auth";
import { settings } from "@/settings";

/** Cookies ignore ports, so every application on localhost needs names of its own. */
function cookieName(purpose: string): string {
  const prefix = settings.url.protocol === "https:" ? "__Host-" : "";
  return `${prefix}${settings.cookieName}.${purpose}`;
}

export function sessionCookieName(): string {
  return cookieName("session");
}

export function authCookies(): NextAuthConfig["cookies"] {
  const secure = settings.url.protocol === "https:";
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure } as const;
  // As long as the provider's own sign-in pages allow for.
  const check = { ...options, maxAge: 15 * 60 };

  return {
    sessionToken: { name: sessionCookieName(), options },
    callbackUrl: { name: cookieName("callback-url"), options },
    csrfToken: { name: cookieName("csrf"), options },
    state: { name: cookieName("state"), options: check },
    nonce: { name: cookieName("nonce"), options: check },
    pkceCodeVerifier: { name: cookieName("pkce"), options: check },
  };
}
