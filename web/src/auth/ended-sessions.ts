import "server-only";
import { type LogoutToken, logoutTokenLifetimeMs } from "./logout-token";
import { Recent } from "./recent";
import type { SessionToken } from "./tokens";

/**
 * The longest an access token lives (an hour, at the provider's highest setting), and a margin. Whatever cookie comes
 * later holds an expired one, and the provider refuses to renew it, because the refresh tokens ended with the session.
 */
const rememberMs = 65 * 60 * 1000;
const most = 100_000;

interface EndedSessions {
  bySid: Recent<true>;
  /** The time of the logout, in the provider's seconds since 1970. */
  bySub: Recent<number>;
  heard: Recent<true>;
}

// On globalThis, because the route, the proxy and the pages are bundled apart but run in one process.
const shared = globalThis as typeof globalThis & { saasplatformEndedSessions?: EndedSessions };
shared.saasplatformEndedSessions ??= {
  bySid: new Recent(rememberMs, most),
  bySub: new Recent(rememberMs, most),
  heard: new Recent(logoutTokenLifetimeMs, most),
};
const ended = shared.saasplatformEndedSessions;

/** Denies the sessions that a logout token names: one, or all of a subject so far. Hearing it again changes nothing. */
export function endSessions({ jti, sid, sub, iat }: LogoutToken): void {
  if (ended.heard.get(jti)) return;
  ended.heard.set(jti, true);
  if (sid !== undefined) ended.bySid.set(sid, true);
  else if (sub !== undefined) ended.bySub.set(sub, iat);
}

/** Whether the provider has said that this session is over. */
export function hasEnded({ sid, sub, startedAt = 0 }: SessionToken): boolean {
  if (sid !== undefined && ended.bySid.get(sid)) return true;
  const logout = ended.bySub.get(sub);
  return logout !== undefined && startedAt <= logout;
}
