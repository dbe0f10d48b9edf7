import "server-only";
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { settings } from "@/settings";
import { providerMetadata } from "./provider";

const event = "http://schemas.openid.net/event/backchannel-logout";
const oldestSeconds = 5 * 60;
const clockSkewSeconds = 60;

/** A logout token is refused when it is older than this, so nobody needs to remember it for longer. */
export const logoutTokenLifetimeMs = (oldestSeconds + 2 * clockSkewSeconds) * 1000;

/** Names what has ended: a session by `sid`, or everything of a subject by `sub` alone. */
export interface LogoutToken {
  jti: string;
  iat: number;
  sid?: string;
  sub?: string;
}

/** The token is none of the provider's, or none for this application. */
export class LogoutTokenError extends Error {
  override name = "LogoutTokenError";
}

let keys: { uri: string; set: ReturnType<typeof createRemoteJWKSet> } | undefined;

/** OpenID Connect Back-Channel Logout 1.0 section 2.6. Throws LogoutTokenError, or what kept the keys from being read. */
export async function verifyLogoutToken(token: string): Promise<LogoutToken> {
  const { issuer, jwks_uri: uri } = await providerMetadata();
  if (!uri) throw new Error("The provider names no keys.");
  if (keys?.uri !== uri) keys = { uri, set: createRemoteJWKSet(new URL(uri)) };

  const { payload } = await jwtVerify(token, keys.set, {
    issuer,
    audience: settings.clientId,
    algorithms: ["RS256"],
    // What the ID token is must not pass for this, and the other way round.
    typ: "logout+jwt",
    requiredClaims: ["iat", "exp", "jti"],
    maxTokenAge: oldestSeconds,
    clockTolerance: clockSkewSeconds,
  }).catch(refusal);
  return named(payload);
}

function named({ jti, iat, sid, sub, ...others }: JWTPayload): LogoutToken {
  if (typeof jti !== "string" || jti === "" || iat === undefined) throw new LogoutTokenError("jti is no text");
  if (!isObject(others.events) || !isObject(others.events[event])) throw new LogoutTokenError("not a logout event");
  if ("nonce" in others) throw new LogoutTokenError("nonce is prohibited");
  if (!isNameOrAbsent(sid) || !isNameOrAbsent(sub)) throw new LogoutTokenError("sid or sub is no text");
  if (sid === undefined && sub === undefined) throw new LogoutTokenError("neither sid nor sub");
  return { jti, iat, sid, sub };
}

function refusal(error: unknown): never {
  const isUnreachable = !(error instanceof errors.JOSEError) || error instanceof errors.JWKSTimeout;
  throw isUnreachable ? error : new LogoutTokenError(error.code, { cause: error });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNameOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || (typeof value === "string" && value !== "");
}
