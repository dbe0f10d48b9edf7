// The protocol's steps one by one with oauth4webapi, which checks every answer against its specification.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import * as oauth from "oauth4webapi";
import { registered } from "./support/applications.mjs";
import { newPerson } from "./support/journeys.mjs";
import { linkOfNewestMail } from "./support/mails.mjs";
import { identity } from "./support/platform.mjs";
import { UserAgent } from "./support/user-agent.mjs";

const { clientId, secret, redirectUris: [redirectUri] } = registered("oauth4webapi");
const client = { client_id: clientId };
const authentication = oauth.ClientSecretBasic(secret);
const http = { [oauth.allowInsecureRequests]: true };

async function discover() {
  const document = await (await fetch(`${identity}/.well-known/openid-configuration`)).json();
  const issuer = new URL(document.issuer);
  for (const algorithm of ["oidc", "oauth2"]) {
    const found = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, { algorithm, ...http }));
    assert.deepEqual(found, document, algorithm);
  }
  return document;
}

/** Registers somebody at the page to which this request leads; gives the address that it ends at. */
async function registerAt(url, person) {
  const agent = new UserAgent();
  await agent.submit(await agent.open(url), { Name: person.name, Email: person.email, Password: person.password, PersonalData: "yes" });
  const confirmation = await agent.open(await linkOfNewestMail(person.email));
  return (await agent.submit(confirmation, {}, { stopAt: redirectUri })).url;
}

test("Oauth4webapi_FindsEveryStepAsSpecified", async () => {
  const server = await discover();
  const verifier = oauth.generateRandomCodeVerifier();
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()];
  const url = new URL(server.authorization_endpoint);
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "openid profile email offline_access",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    prompt: "create",
  });
  const person = newPerson();

  const callback = oauth.validateAuthResponse(server, client, await registerAt(url, person), state);
  const answer = await oauth.authorizationCodeGrantRequest(server, client, authentication, callback, redirectUri, verifier, http);
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, { expectedNonce: nonce, requireIdToken: true });
  await oauth.validateApplicationLevelSignature(server, answer, http);
  const { sub, auth_time: signedInAt } = oauth.getValidatedIdTokenClaims(tokens);

  const info = await oauth.processUserInfoResponse(server, client, sub, await oauth.userInfoRequest(server, client, tokens.access_token, http));
  assert.deepEqual([info.name, info.email, info.email_verified], [person.name, person.email, true]);

  const renewed = await oauth.processRefreshTokenResponse(
    server, client, await oauth.refreshTokenGrantRequest(server, client, authentication, tokens.refresh_token, http));
  const { sub: same, auth_time: sameTime } = oauth.getValidatedIdTokenClaims(renewed);
  assert.deepEqual([same, sameTime], [sub, signedInAt]);

  const introspect = async (token) =>
    oauth.processIntrospectionResponse(server, client, await oauth.introspectionRequest(server, client, authentication, token, http));
  const active = await introspect(renewed.refresh_token);
  assert.deepEqual([active.active, active.sub, active.client_id], [true, sub, clientId]);
  await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, authentication, renewed.refresh_token, http));
  assert.deepEqual(await introspect(renewed.refresh_token), { active: false });
});
