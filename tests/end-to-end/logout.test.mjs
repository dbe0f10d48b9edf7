// Signed out of one application, or at the provider, is signed out of every application of that browser.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { SignJWT, UnsecuredJWT, generateKeyPair } from "jose";
import { open } from "./support/browser.mjs";
import { giveCredentials, register, signOut, startSignIn } from "./support/journeys.mjs";
import { identity, otherSettings, otherWeb, web, webSettings } from "./support/platform.mjs";
import { openSession, postponeRenewal, sessionCookies } from "./support/session-cookie.mjs";

const skip = otherWeb ? false : "needs what tests/end-to-end/run sets up";

/** One browser, signed in to two applications, neither of which would ask the provider for an hour. */
async function signedInTwice() {
  const browser = await open();
  const { page, context } = browser;
  const person = await register(page);
  await startSignIn(page, otherWeb);
  await page.waitForURL(`${otherWeb}/dashboard`);
  const [here, there] = [await openSession(context, webSettings), await openSession(context, otherSettings)];
  assert.ok(here.sid && here.sid === there.sid, "both belong to one session of the provider");
  for (const settings of [webSettings, otherSettings]) await postponeRenewal(context, settings);
  for (const at of [web, otherWeb]) {
    await page.goto(`${at}/profile`);
    assert.equal(page.url(), `${at}/profile`);
  }
  return { ...browser, person, sid: here.sid };
}

/** Loads pages until one is refused: the provider's message is on its way. */
async function signedOutAt(page, at) {
  const deadline = Date.now() + 20_000;
  do {
    assert.ok(Date.now() < deadline, `still signed in at ${at}`);
    await page.goto(`${at}/profile`);
  } while (page.url() === `${at}/profile`);
  assert.equal(page.url(), `${at}/sign-in?returnTo=%2Fprofile&reason=session-ended`);
  await page.getByText("Your session has ended.").waitFor();
}

test("SignOut_OfOneApplicationEndsTheOthersAtTheirNextPage", { skip }, async () => {
  const { page, context, person, close } = await signedInTwice();
  await page.goto(web);
  await signOut(page);

  await signedOutAt(page, otherWeb);
  assert.deepEqual(await sessionCookies(context, otherSettings), [], "its session cookie is gone");
  assert.equal(await (await context.request.get(`${otherWeb}/api/auth/session`)).json(), null);

  await page.getByRole("button", { name: "Continue to sign in" }).click();
  await giveCredentials(page, person);
  await page.waitForURL(`${otherWeb}/profile`);
  await startSignIn(page, web);
  await page.waitForURL(`${web}/dashboard`);
  await close();
});

test("EndSession_AtTheProviderEndsEveryApplicationOfThatBrowserOnly", { skip }, async () => {
  const { page, person, close } = await signedInTwice();
  const second = await open();
  await startSignIn(second.page, otherWeb);
  await giveCredentials(second.page, person);
  await second.page.waitForURL(`${otherWeb}/dashboard`);
  await postponeRenewal(second.context, otherSettings);

  await second.page.goto(`${identity}/sessions`);
  await second.page.getByRole("button", { name: /^Sign out of/ }).click();
  await second.page.waitForURL(`${identity}/sessions`);
  for (const at of [web, otherWeb]) await signedOutAt(page, at);

  await second.page.goto(`${otherWeb}/profile`);
  assert.equal(second.page.url(), `${otherWeb}/profile`, "the browser that ended the others stays");
  await second.close();
  await close();
});

test("LogoutToken_NotOfTheProviderSignsNobodyOut", { skip }, async () => {
  const { page, sid, close } = await signedInTwice();
  const { privateKey } = await generateKeyPair("RS256");
  const { keys } = await (await fetch(`${identity}/.well-known/jwks`)).json();
  const now = Math.floor(Date.now() / 1000);
  const { issuer } = await (await fetch(`${identity}/.well-known/openid-configuration`)).json();
  const claims = { iss: issuer, aud: "web", iat: now, exp: now + 120, jti: "1", sid, events: { "http://schemas.openid.net/event/backchannel-logout": {} } };
  const forged = new SignJWT(claims).setProtectedHeader({ alg: "RS256", typ: "logout+jwt", kid: keys[0].kid });

  for (const token of [await forged.sign(privateKey), new UnsecuredJWT(claims).encode()]) {
    const answer = await fetch(`${web}/backchannel-logout`, { method: "POST", body: new URLSearchParams({ logout_token: token }) });
    assert.equal(answer.status, 400);
    assert.equal((await answer.json()).error, "invalid_request");
  }
  await page.goto(`${web}/profile`);
  assert.equal(page.url(), `${web}/profile`);
  await close();
});
