import "server-only";
import * as oauth from "oauth4webapi";
import { settings } from "@/settings";
import { providerMetadata, requestOptions } from "./provider";
import { expiryFrom, type SessionToken } from "./tokens";

/** The provider refused the refresh token: only signing in again helps. */
export class SessionEndedError extends Error {
  override name = "SessionEndedError";
}

/** A request that carried the old cookie may arrive this long after the exchange and gets the same answer. */
const keepAnswerMs = 60_000;

// On globalThis, because the proxy and the pages are bundled apart but run in one process.
const shared = globalThis as typeof globalThis & { saasplatformRenewals?: Map<string, Promise<SessionToken>> };
shared.saasplatformRenewals ??= new Map();
const renewals = shared.saasplatformRenewals;

/** Exchanges a refresh token once, however many requests ask at the same time. */
export function renew(token: SessionToken): Promise<SessionToken> {
  const presented = token.refreshToken;
  if (!presented) return Promise.reject(new SessionEndedError("There is no refresh token."));

  const running = renewals.get(presented);
  if (running) return running;

  const renewal = exchange(token, presented);
  renewals.set(presented, renewal);
  renewal.then(
    () => setTimeout(() => renewals.delete(presented), keepAnswerMs).unref(),
    () => renewals.delete(presented),
  );
  return renewal;
}

async function exchange(token: SessionToken, presented: string): Promise<SessionToken> {
  const server = await providerMetadata();
  const client: oauth.Client = { client_id: settings.clientId };
  const authentication = oauth.ClientSecretBasic(settings.clientSecret);

  const response = await oauth.refreshTokenGrantRequest(server, client, authentication, presented, requestOptions());
  const answer = await oauth.processRefreshTokenResponse(server, client, response).catch(refusal);
  const claims = oauth.getValidatedIdTokenClaims(answer);
  // OpenID Connect Core 12.2: the subject of a refreshed ID token must be the first one's.
  if (claims && claims.sub !== token.sub) throw new SessionEndedError("The subject has changed.");

  return {
    ...token,
    name: typeof claims?.name === "string" ? claims.name : token.name,
    email: typeof claims?.email === "string" ? claims.email : token.email,
    idToken: answer.id_token ?? token.idToken,
    // A cookie from before sessions were told apart learns its own here.
    sid: typeof claims?.sid === "string" ? claims.sid : token.sid,
    accessToken: answer.access_token,
    accessTokenExpiresAt: expiryFrom(answer.expires_in),
    refreshToken: answer.refresh_token ?? presented,
  };
}

function refusal(error: unknown): never {
  if (error instanceof oauth.ResponseBodyError && error.error === "invalid_grant") {
    throw new SessionEndedError("The provider refused the refresh token.", { cause: error });
  }
  throw error;
}
