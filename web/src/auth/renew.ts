import "server-only";
import * as oauth from "oauth4webapi";
import { logFailure } from "@/log";
import { settings } from "@/settings";
import { providerMetadata, requestOptions } from "./provider";
import { companyScopes, ownScopes } from "./scopes";
import { companyFrom, expiryFrom, type SessionToken } from "./tokens";

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

/** Exchanges a refresh token once for the same company, or none, however many requests ask at the same time. */
export function renew(token: SessionToken, company: string | undefined): Promise<SessionToken> {
  const presented = token.refreshToken;
  if (!presented) return Promise.reject(new SessionEndedError("There is no refresh token."));

  const key = `${presented} ${company ?? ""}`;
  const running = renewals.get(key);
  if (running) return running;

  const renewal = exchangeBoth(token, presented, company);
  renewals.set(key, renewal);
  renewal.then(
    () => setTimeout(() => renewals.delete(key), keepAnswerMs).unref(),
    () => renewals.delete(key),
  );
  return renewal;
}

/** A token for no company, and one for the company: both for the same refresh token, which has one successor whatever it is exchanged for. */
async function exchangeBoth(
  token: SessionToken,
  presented: string,
  company: string | undefined,
): Promise<SessionToken> {
  const renewed = await exchange(token, presented);
  if (!company) return renewed;
  try {
    const answer = await request(presented, { scope: companyScopes, organization: company });
    return { ...renewed, company: companyFrom(oauth.getValidatedIdTokenClaims(answer), answer.access_token) };
  } catch (error) {
    // Not a member any more; the session goes on without the company.
    if (isRefusal(error, "access_denied"))
      return { ...renewed, lostCompany: token.company?.id === company ? token.company.name : "" };
    logFailure("token for a company", error);
    // The other token reaches the company too, as long as the person belongs to it.
    return { ...renewed, company: token.company && { ...token.company, accessToken: renewed.accessToken } };
  }
}

async function request(presented: string, parameters: Record<string, string>): Promise<oauth.TokenEndpointResponse> {
  const server = await providerMetadata();
  const client: oauth.Client = { client_id: settings.clientId };
  const authentication = oauth.ClientSecretBasic(settings.clientSecret);
  const options = { ...requestOptions(), additionalParameters: parameters };
  const response = await oauth.refreshTokenGrantRequest(server, client, authentication, presented, options);
  return oauth.processRefreshTokenResponse(server, client, response);
}

async function exchange(token: SessionToken, presented: string): Promise<SessionToken> {
  const answer = await request(presented, { scope: ownScopes }).catch(refusal);
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
    company: undefined,
    lostCompany: undefined,
  };
}

function refusal(error: unknown): never {
  if (isRefusal(error, "invalid_grant")) {
    throw new SessionEndedError("The provider refused the refresh token.", { cause: error });
  }
  throw error;
}

function isRefusal(error: unknown, code: string): boolean {
  return error instanceof oauth.ResponseBodyError && error.error === code;
}
