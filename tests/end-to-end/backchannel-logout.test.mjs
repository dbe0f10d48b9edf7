// What the front end takes for a logout token (OpenID Connect Back-Channel Logout 1.0 section 2.6), and what it answers (2.8).
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { generateKeyPair, UnsecuredJWT } from "jose";
import { event, logoutToken, startFrontEndOf, startOwnIssuer } from "./support/own-issuer.mjs";

let provider;
let app;
before(async () => {
  provider = await startOwnIssuer();
  app = await startFrontEndOf(provider.issuer);
});
after(async () => {
  await app?.close();
  provider?.close();
});

const seconds = () => Math.floor(Date.now() / 1000);

/** A session whose tokens need no renewal: only a logout ends it. */
function newSession(claims = {}) {
  const [sub, sid] = [crypto.randomUUID(), crypto.randomUUID()];
  return { sub, sid, name: "Anna", email: "anna@example.com", accessToken: "x", accessTokenExpiresAt: seconds() + 3600, startedAt: seconds() - 5, ...claims };
}

function post(token, init = {}) {
  return fetch(`${app.url}/backchannel-logout`, { method: "POST", body: new URLSearchParams({ logout_token: token }), ...init });
}

async function refused(answer, what) {
  assert.equal(answer.status, 400, what);
  assert.equal(answer.headers.get("cache-control"), "no-store", what);
  assert.equal((await answer.json()).error, "invalid_request", what);
}

async function accepted(answer) {
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("cache-control"), "no-store");
  assert.equal(await answer.text(), "");
}

test("LogoutToken_EndsTheSessionItNamesAndNoOther", async () => {
  const session = newSession();
  const elsewhere = { ...newSession(), sub: session.sub };
  assert.equal(await app.nameIn(session), "Anna");
  await accepted(await post(await logoutToken(provider, { sid: session.sid, sub: session.sub })));
  assert.equal(await app.nameIn(session), null);
  assert.equal(await app.nameIn(elsewhere), "Anna");
});

test("LogoutToken_WithoutSidEndsTheSubjectsSessionsSoFar", async () => {
  const earlier = newSession();
  const withoutSid = { ...earlier, sid: undefined };
  const later = { ...earlier, sid: crypto.randomUUID(), startedAt: seconds() + 5 };
  const token = await logoutToken(provider, { sub: earlier.sub });
  for (let time = 0; time < 2; time++) {
    await accepted(await post(token));
    assert.equal(await app.nameIn(earlier), null);
    assert.equal(await app.nameIn(withoutSid), null);
    assert.equal(await app.nameIn(later), "Anna", "signed in again since");
  }
});

test("LogoutToken_HeardBeforeIsAcceptedAndDoesNothing", async () => {
  const [first, second] = [newSession(), newSession()];
  const jti = crypto.randomUUID();
  await accepted(await post(await logoutToken(provider, { jti, sid: first.sid })));
  await accepted(await post(await logoutToken(provider, { jti, sid: second.sid })));
  assert.equal(await app.nameIn(second), "Anna");
});

test("LogoutToken_WithOneFaultIsRefusedAndEndsNothing", async () => {
  const { sid, sub, ...session } = newSession();
  const { privateKey: stranger } = await generateKeyPair("RS256");
  const { privateKey: elliptic } = await generateKeyPair("ES256");
  const right = { iss: provider.issuer, aud: "app", iat: seconds(), exp: seconds() + 120, jti: "none", sid, events: { [event]: {} } };
  const faults = {
    "signed by a stranger": [{}, { key: stranger }],
    "of an unknown key": [{}, { kid: "two" }],
    "of another algorithm": [{}, { key: elliptic, alg: "ES256" }],
    "an ID token's type": [{}, { typ: "JWT" }],
    "of another issuer": [{ iss: "http://localhost:8000" }],
    "for another application": [{ aud: "other" }],
    "for nobody": [{ aud: undefined }],
    "without jti": [{ jti: undefined }],
    "without iat": [{ iat: undefined }],
    "without exp": [{ exp: undefined }],
    "expired": [{ iat: seconds() - 200, exp: seconds() - 80 }],
    "old": [{ iat: seconds() - 3600 }],
    "of the future": [{ iat: seconds() + 3600, exp: seconds() + 7200 }],
    "with a nonce": [{ nonce: "n" }],
    "without events": [{ events: undefined }],
    "of another event": [{ events: { "http://schemas.openid.net/event/other": {} } }],
    "with an event that is no object": [{ events: { [event]: true } }],
    "without sid and sub": [{ sid: undefined, sub: undefined }],
    "with a sid that is no text": [{ sid: [sid] }],
  };
  for (const [what, [claims, options]] of Object.entries(faults)) {
    await refused(await post(await logoutToken(provider, { sid, sub, ...claims }, options)), what);
  }
  await refused(await post(new UnsecuredJWT(right).encode()), "unsigned");
  const [header, body] = (await logoutToken(provider, { sid })).split(".");
  await refused(await post(`${header}.${body}.`), "without its signature");
  await refused(await post("nonsense"), "no JWT");
  assert.equal(await app.nameIn({ ...session, sid, sub }), "Anna");
});

test("Request_OfAnotherFormIsRefused", async () => {
  const { sid } = newSession();
  const token = await logoutToken(provider, { sid });
  await refused(await post(token, { body: new URLSearchParams() }), "nothing");
  await refused(await post(token, { body: new URLSearchParams([["logout_token", token], ["logout_token", token]]) }), "twice");
  await refused(await post(token, { body: JSON.stringify({ logout_token: token }), headers: { "Content-Type": "application/json" } }), "JSON");
  await refused(await post(token, { body: new URLSearchParams({ logout_token: token, more: "x".repeat(20_000) }) }), "too long");
  const get = await fetch(`${app.url}/backchannel-logout?${new URLSearchParams({ logout_token: token })}`);
  assert.equal(get.status, 405);
});
