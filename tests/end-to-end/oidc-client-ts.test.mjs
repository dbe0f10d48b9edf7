// A front end without a server of its own, with oidc-client-ts: every call from the browser, to another origin.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open } from "./support/browser.mjs";
import { registered, serve } from "./support/applications.mjs";
import { giveCredentials, registerHere } from "./support/journeys.mjs";
import { identity, webSettings } from "./support/platform.mjs";

const client = registered("oidc-client-ts");
const serving = (t) => serve(t, client, "oidc-client-ts/dist/browser/oidc-client-ts.min.js");

const shows = (page, title) => page.waitForFunction((wanted) => document.title === wanted && location.search === "", title);
const user = (page) => page.evaluate(() => window.manager.getUser().then((current) => ({ ...current })));
/** The library keeps the protocol's own claims out of the profile. */
const claims = ({ id_token: token }) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));
const refresh = (token) =>
  fetch(`${identity}/connect/token`, { method: "POST", body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: token, client_id: client.clientId }) });

test("OidcClientTs_SignsInRenewsAndSignsOut", async (t) => {
  const origin = await serving(t);
  const browser = await open();
  const { page } = browser;
  await page.goto(origin);
  await shows(page, "signed out");
  await page.evaluate(() => void window.manager.signinRedirect({ prompt: "create" }));
  const person = await registerHere(page);
  await shows(page, "signed in");

  const first = await user(page);
  assert.equal(first.profile.name, person.name, "userinfo was read");
  assert.equal(first.profile.email, person.email);
  const me = await fetch(`${webSettings.USER_API_URL}/v1/users/me`, { headers: { Authorization: `Bearer ${first.access_token}` } });
  assert.equal((await me.json()).id, first.profile.sub);

  // The library renews by itself before the access token ends, and refuses an ID token about somebody else or another sign-in.
  await page.waitForFunction((old) => window.loaded.some((token) => token !== old), first.access_token);
  const renewed = await user(page);
  for (const claim of ["iss", "sub", "aud", "auth_time", "azp", "sid"]) assert.deepEqual(claims(renewed)[claim], claims(first)[claim], claim);
  assert.ok(claims(renewed).sub && claims(renewed).auth_time > 0);
  assert.notEqual(renewed.id_token, first.id_token);
  assert.notEqual(renewed.refresh_token, first.refresh_token);
  assert.ok(renewed.expires_at > first.expires_at);
  assert.deepEqual(await page.evaluate(() => window.failures), []);

  const { refresh_token } = await user(page);
  await page.evaluate(() => void window.manager.signoutRedirect());
  await shows(page, "signed out");
  const refused = await refresh(refresh_token);
  assert.deepEqual([refused.status, (await refused.json()).error], [400, "invalid_grant"]);
  await page.evaluate(() => void window.manager.signinRedirect({ prompt: "none" }));
  await shows(page, "login_required");

  await page.evaluate(() => void window.manager.signinRedirect());
  await giveCredentials(page, person);
  await shows(page, "signed in");
  assert.equal((await user(page)).profile.sub, first.profile.sub);
  await browser.close();
});

test("OidcClientTs_OnAnUnregisteredOriginReadsNoTokens", async (t) => {
  const origin = await serving(t);
  const browser = await open();
  t.after(() => browser.context.close());
  const { page } = browser;
  // The same server under another name, hence another origin.
  await page.goto(origin.replace("localhost", "127.0.0.1"));
  await shows(page, "signed out");

  const outcome = await page.evaluate(async (issuer) => {
    const read = (path, init) => fetch(`${issuer}${path}`, init).then(({ status }) => status, ({ name }) => name);
    const post = { method: "POST", body: new URLSearchParams({ grant_type: "refresh_token" }) };
    return {
      discovery: await read("/.well-known/openid-configuration"),
      keys: await read("/.well-known/jwks"),
      token: await read("/connect/token", post),
      userinfo: await read("/connect/userinfo", { headers: { Authorization: "Bearer x" } }),
      revocation: await read("/connect/revoke", post),
    };
  }, identity);

  assert.deepEqual(outcome, { discovery: 200, keys: 200, token: "TypeError", userinfo: "TypeError", revocation: "TypeError" });
});
