// The provider as a strict client sees it: openid-client checks signatures, issuer, audience, nonce, at every step.
import { strict as assert } from "node:assert";
import { before, test } from "node:test";
import * as client from "openid-client";
import { newPerson } from "./support/journeys.mjs";
import { linkOfNewestMail } from "./support/mails.mjs";
import { newInn } from "./support/numbers.mjs";
import { identity, partnerSettings, web, webSettings } from "./support/platform.mjs";
import { UserAgent } from "./support/user-agent.mjs";

const redirectUri = `${web}/api/auth/callback/saas`;
const scope = "openid profile email offline_access companies.read users.read";
const checks = { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] };

/** @type {client.Configuration} */
let config;
before(async () => {
  config = await discover(webSettings.AUTH_SAAS_ID, webSettings.AUTH_SAAS_SECRET);
});

function discover(id, secret) {
  return client.discovery(new URL(identity), id, undefined, client.ClientSecretBasic(secret), checks);
}

/** Goes through the browser part with a new person: registers, and is sent back with a code. */
async function authorize(parameters = {}, agent = new UserAgent(), person = newPerson("Анна Петрова")) {
  const codeVerifier = client.randomPKCECodeVerifier();
  const expected = { pkceCodeVerifier: codeVerifier, expectedState: client.randomState(), expectedNonce: client.randomNonce() };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: "S256",
    state: expected.expectedState,
    nonce: expected.expectedNonce,
    prompt: "create",
    ...parameters,
  });
  const page = await agent.open(url, { stopAt: redirectUri });
  const values = { Name: person.name, Email: person.email, Password: person.password, PersonalData: "yes" };
  const back = page.html ? await confirm(agent, await agent.submit(page, values), person) : page;
  assert.ok(back.url.href.startsWith(redirectUri), `ended at ${back.url}`);
  return { callback: back.url, expected, agent, person };
}

/** Opens the mailed link in the browser that registered, and presses its button. */
async function confirm(agent, sent, person) {
  assert.equal(sent.url.pathname, "/register/check-mail");
  const page = await agent.open(await linkOfNewestMail(person.email));
  return agent.submit(page, {}, { stopAt: redirectUri });
}

async function signIn() {
  const { callback, expected, agent, person } = await authorize();
  const tokens = await client.authorizationCodeGrant(config, callback, { ...expected, idTokenExpected: true });
  return { tokens, agent, person };
}

const refusedWith = (code) => (error) => error.error === code || assert.fail(`${error.error ?? error.code}: ${error.message}`);

test("Discovery_AnnouncesWhatIsSupported", () => {
  const metadata = config.serverMetadata();
  assert.equal(new URL(metadata.issuer).href, new URL(identity).href);
  assert.deepEqual(metadata.code_challenge_methods_supported, ["S256"]);
  assert.deepEqual(metadata.response_types_supported, ["code"]);
  assert.equal(metadata.authorization_response_iss_parameter_supported, true);
  for (const grant of ["authorization_code", "refresh_token", "client_credentials"]) {
    assert.ok(metadata.grant_types_supported.includes(grant), grant);
  }
  for (const endpoint of ["userinfo", "introspection", "revocation", "end_session"]) {
    assert.ok(metadata[`${endpoint}_endpoint`], endpoint);
  }
  assert.ok(!metadata.scopes_supported.some((name) => name.startsWith("internal.")), "internal scopes are not announced");
});

test("CodeGrant_GivesASignedIdTokenWithTheProfile", async () => {
  const { tokens, person } = await signIn();
  const claims = tokens.claims();
  assert.equal(claims.name, person.name);
  assert.equal(claims.email, person.email);
  assert.equal(claims.aud, webSettings.AUTH_SAAS_ID);
  assert.match(claims.sub, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/, "the account id, a UUIDv7");
  assert.equal(tokens.token_type, "bearer");
  assert.ok(tokens.expires_in > 0 && tokens.refresh_token);
});

test("AccessToken_IsAJwtForTheApis", async () => {
  const { tokens } = await signIn();
  const [header, payload] = tokens.access_token.split(".").slice(0, 2).map((part) => JSON.parse(Buffer.from(part, "base64url")));
  assert.equal(header.typ, "at+jwt");
  assert.equal(header.alg, "RS256");
  assert.deepEqual([payload.aud].flat().sort(), [webSettings.COMPANY_API_URL, webSettings.USER_API_URL].sort());
  assert.equal(payload.client_id, webSettings.AUTH_SAAS_ID);
  const me = await fetch(`${webSettings.USER_API_URL}/v1/users/me`, { headers: { Authorization: `Bearer ${tokens.access_token}` } });
  assert.equal(me.status, 200);
  assert.equal((await me.json()).id, tokens.claims().sub);
});

test("CodeGrant_WrongVerifierIsRefused", async () => {
  const { callback, expected } = await authorize();
  const wrong = { ...expected, pkceCodeVerifier: client.randomPKCECodeVerifier() };
  await assert.rejects(client.authorizationCodeGrant(config, callback, wrong), refusedWith("invalid_grant"));
});

test("CodeGrant_SecondUseIsRefused", async () => {
  const { callback, expected } = await authorize();
  await client.authorizationCodeGrant(config, callback, expected);
  await assert.rejects(client.authorizationCodeGrant(config, callback, expected), refusedWith("invalid_grant"));
});

test("CodeGrant_ForeignNonceIsNoticed", async () => {
  const { callback, expected } = await authorize();
  await assert.rejects(client.authorizationCodeGrant(config, callback, { ...expected, expectedNonce: "another" }));
});

test("Authorization_WithoutPkceIsRefused", async () => {
  for (const parameters of [{}, { code_challenge: client.randomState(), code_challenge_method: "plain" }]) {
    const url = client.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope, prompt: "none", ...parameters });
    const end = await new UserAgent().open(url, { stopAt: redirectUri });
    assert.equal(end.url.searchParams.get("error"), "invalid_request", JSON.stringify(parameters));
  }
});

test("Authorization_PromptNoneWithoutASessionAsksForLogin", async () => {
  const { callback, expected } = await authorize({ prompt: "none" });
  assert.equal(callback.searchParams.get("error"), "login_required");
  await assert.rejects(client.authorizationCodeGrant(config, callback, expected), refusedWith("login_required"));
});

test("UserInfo_IsAboutTheSubject", async () => {
  const { tokens, person } = await signIn();
  const info = await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  assert.equal(info.name, person.name);
  assert.equal(info.email, person.email);
  assert.equal(info.email_verified, true);
  await assert.rejects(client.fetchUserInfo(config, tokens.access_token, "somebody-else"));
});

test("Refresh_RotatesAndKeepsTheSubject", async () => {
  const { tokens } = await signIn();
  const renewed = await client.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(renewed.refresh_token, tokens.refresh_token);
  assert.notEqual(renewed.access_token, tokens.access_token);
  assert.equal(renewed.claims().sub, tokens.claims().sub);
  await client.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
});

test("Organization_IsNamedWhileRefreshingAndPickedOnAPage", async () => {
  const wide = { scope: `${scope} companies.write organization` };
  const { callback, expected, agent, person } = await authorize(wide);
  const tokens = await client.authorizationCodeGrant(config, callback, expected);
  assert.equal(claimsOf(tokens).org_id, undefined, "a person of no company signs in without one");
  const [first, second] = [await createCompany(tokens, "ООО «Альфа»"), await createCompany(tokens, "ООО «Бета»")];

  const forFirst = await client.refreshTokenGrant(config, tokens.refresh_token, { organization: first });
  const claims = claimsOf(forFirst);
  assert.deepEqual([claims.org_id, [claims.org_roles].flat()], [first, ["owner"]]);
  assert.ok(claims.permissions.includes("company.archive"));
  assert.equal(forFirst.claims().org_name, "ООО «Альфа»");
  assert.deepEqual([await statusOf(forFirst, first), await statusOf(forFirst, second)], [200, 404], "it reaches that company alone");
  const [member] = await membersOf(forFirst, first, (items) => items[0].name);
  assert.deepEqual([member.name, member.email, member.role, member.isYou], [person.name, person.email, "owner", true]);

  const forSecond = await client.refreshTokenGrant(config, forFirst.refresh_token, { organization: second });
  assert.equal(claimsOf(forSecond).org_id, second);
  await assert.rejects(client.refreshTokenGrant(config, forSecond.refresh_token, { organization: tokens.claims().sub }), refusedWith("access_denied"));

  const next = { pkceCodeVerifier: client.randomPKCECodeVerifier(), expectedState: client.randomState(), expectedNonce: client.randomNonce() };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    ...wide,
    code_challenge: await client.calculatePKCECodeChallenge(next.pkceCodeVerifier),
    code_challenge_method: "S256",
    state: next.expectedState,
    nonce: next.expectedNonce,
  });
  const page = await agent.open(url, { stopAt: redirectUri });
  assert.equal(page.url.pathname, "/select-organization");
  const picked = await agent.submit(page, { organizationId: second }, { stopAt: redirectUri });
  assert.equal(claimsOf(await client.authorizationCodeGrant(config, picked.url, next)).org_id, second);
});

function claimsOf(tokens) {
  return JSON.parse(Buffer.from(tokens.access_token.split(".")[1], "base64url"));
}

function companyApi(tokens, path, body) {
  const headers = { Authorization: `Bearer ${tokens.access_token}`, ...(body && { "Content-Type": "application/json" }) };
  return fetch(`${webSettings.COMPANY_API_URL}${path}`, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body) });
}

async function statusOf(tokens, company) {
  return (await companyApi(tokens, `/v1/companies/${company}`)).status;
}

/** Names come by an event of identity: a moment later. */
async function membersOf(tokens, company, isThere) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const { items } = await (await companyApi(tokens, `/v1/companies/${company}/members`)).json();
    if (isThere(items) || Date.now() > deadline) return items;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function createCompany(tokens, fullName) {
  const answer = await companyApi(tokens, "/v1/companies", { kind: "legalEntity", inn: newInn(), fullName });
  assert.equal(answer.status, 201);
  return (await answer.json()).id;
}

test("Refresh_ParallelExchangesAllSucceed", async () => {
  const { tokens } = await signIn();
  const answers = await Promise.all([1, 2, 3, 4].map(() => client.refreshTokenGrant(config, tokens.refresh_token)));
  for (const answer of answers) await client.refreshTokenGrant(config, answer.refresh_token);
});

test("Introspection_TellsAnActiveTokenFromARevokedOne", async () => {
  const { tokens } = await signIn();
  const before = await client.tokenIntrospection(config, tokens.refresh_token);
  assert.equal(before.active, true);
  assert.equal(before.sub, tokens.claims().sub);
  await client.tokenRevocation(config, tokens.refresh_token);
  const after = await client.tokenIntrospection(config, tokens.refresh_token);
  assert.equal(after.active, false);
  await assert.rejects(client.refreshTokenGrant(config, tokens.refresh_token), refusedWith("invalid_grant"));
});

test("ClientCredentials_ReadThePartnersOwnRecord", async () => {
  const partner = await discover(partnerSettings.CLIENT_ID, partnerSettings.CLIENT_SECRET);
  const tokens = await client.clientCredentialsGrant(partner, { scope: "partners.read" });
  const address = new URL("/v1/partners", partnerSettings.PARTNER_API_URL);
  const list = await (await client.fetchProtectedResource(partner, tokens.access_token, address, "GET")).json();
  assert.equal(list.items.length, 1);
  const clientsAddress = new URL(`/v1/partners/${list.items[0].id}/clients`, address);
  const clients = await (await client.fetchProtectedResource(partner, tokens.access_token, clientsAddress, "GET")).json();
  assert.deepEqual(clients.items.map(({ clientId }) => clientId), [partnerSettings.CLIENT_ID]);
  assert.equal(tokens.refresh_token, undefined);
});

test("ClientCredentials_UnregisteredScopeIsRefused", async () => {
  const partner = await discover(partnerSettings.CLIENT_ID, partnerSettings.CLIENT_SECRET);
  for (const wanted of ["companies.write", "internal.accounts"]) {
    await assert.rejects(client.clientCredentialsGrant(partner, { scope: wanted }), ({ error }) => /invalid_(scope|request)|unauthorized_client/.test(error));
  }
});

test("ClientCredentials_WrongSecretIsRefused", async () => {
  const stranger = await discover(partnerSettings.CLIENT_ID, "wrong");
  await assert.rejects(client.clientCredentialsGrant(stranger, { scope: "partners.read" }), (error) => {
    assert.equal(error.error ?? error.cause?.[0]?.parameters?.error, "invalid_client");
    return true;
  });
});

test("EndSession_EndsTheSessionAndComesBack", async () => {
  const { tokens, agent } = await signIn();
  const url = client.buildEndSessionUrl(config, {
    post_logout_redirect_uri: `${web}/`,
    id_token_hint: tokens.id_token,
    state: "kept",
  });
  const back = await agent.open(url, { stopAt: `${web}/` });
  assert.equal(back.url.href, `${web}/?state=kept`);
  const { callback } = await authorize({ prompt: "none" }, agent);
  assert.equal(callback.searchParams.get("error"), "login_required");
});

test("EndSession_ForeignAddressIsNotFollowed", async () => {
  const { tokens, agent } = await signIn();
  const url = client.buildEndSessionUrl(config, { post_logout_redirect_uri: "https://evil.example/", id_token_hint: tokens.id_token });
  const end = await agent.open(url, { stopAt: "https://evil.example" });
  assert.equal(end.url.origin, new URL(identity).origin);
});
