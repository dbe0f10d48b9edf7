// Refresh tokens that several requests exchange at once, whose answers are lost, or that were stolen: with the real Auth.js in a
// real browser. Tests run side by side, because most of their time passes while access tokens expire.
import { strict as assert } from "node:assert";
import { after, before, describe, test } from "node:test";
import { open } from "./support/browser.mjs";
import { register } from "./support/journeys.mjs";
import { accessTokenSeconds, identity, plainSettings, reuseLeewaySeconds, secondWeb, web, webSettings } from "./support/platform.mjs";
import { due, expired, openSession, sessionCookies, until } from "./support/session-cookie.mjs";

const renewable = accessTokenSeconds <= 60;
const skip = renewable && secondWeb && plainSettings.AUTH_URL ? false : "needs what tests/end-to-end/run sets up";
const side = { skip, concurrency: 3 };

describe("Refresh", { skip, concurrency: 2 }, () => {
  describe("OfAuthJsAsItsGuideHasIt", side, asTheGuideHasIt);
  describe("OfTheFrontEnd", side, ofTheFrontEnd);
});

// An application that does what Auth.js's guide shows: every call refreshes for itself, and pages lose the cookies they set.
function asTheGuideHasIt() {
  let app;
  let server;
  before(async () => {
    app = await import("./support/plain-app.mjs");
    server = await app.startPlainApp();
  });
  after(() => server.close());

  async function signedIn() {
    const browser = await open();
    await register(browser.page);
    await app.signInToPlainApp(browser.page);
    await state(browser.page, "Signed in");
    return { ...browser, first: await app.plainSession(browser.context) };
  }

  /** The exchanges of one refresh token; all of them must have given the same successor. */
  function exchangesOf(presented) {
    const found = app.exchanges.filter((exchange) => exchange.presented === presented);
    for (const { status, successor } of found) assert.deepEqual({ status, successor }, { status: 200, successor: found[0].successor });
    return found;
  }

  async function state(page, expectedState) {
    assert.equal((await page.locator("h1").textContent()).trim(), expectedState);
  }

  test("FourParallelSessionCalls_WithAnExpiredAccessTokenAllSucceed", async () => {
    const { page, context, first, close } = await signedIn();
    await expired(first);
    await page.goto(`${app.plainApp}/without-session`);
    const sessions = await page.evaluate(() => Promise.all([1, 2, 3, 4].map(async () => (await fetch("/auth/session")).json())));
    for (const session of sessions) assert.ok(session?.user && !session.error, JSON.stringify(session));
    assert.equal(exchangesOf(first.refreshToken).length, 4, "each call exchanged the token");

    const renewed = await app.plainSession(context);
    await expired(renewed);
    await page.goto(`${app.plainApp}/auth/session`);
    assert.equal(exchangesOf(renewed.refreshToken).length, 1, "the successor is good");
    await close();
  });

  test("PlainPageLoads_LosingTheirCookieReplayTheOldTokenAndGetItsSuccessor", async () => {
    const { page, context, first, close } = await signedIn();
    await expired(first);
    for (const wait of [0, 0, reuseLeewaySeconds + 1]) {
      await until(Date.now() + wait * 1000);
      await page.goto(app.plainApp);
      await state(page, "Signed in");
    }
    assert.equal((await app.plainSession(context)).refreshToken, first.refreshToken, "no page stored its cookie");
    const [{ successor }, ...again] = exchangesOf(first.refreshToken);
    assert.equal(again.length, 2, "once within the grace and once past it");

    await page.goto(`${app.plainApp}/auth/session`);
    const kept = await app.plainSession(context);
    assert.equal(kept.refreshToken, successor);
    await expired(kept);
    await page.goto(app.plainApp);
    await state(page, "Signed in");
    assert.equal(exchangesOf(successor).length, 1);
    await close();
  });

  test("MiddlewareAndPage_RefreshingInOneRequestBothSucceed", async () => {
    const { page, context, first, close } = await signedIn();
    await expired(first);
    await page.goto(`${app.plainApp}/with-middleware`);
    await state(page, "Signed in");
    assert.equal(exchangesOf(first.refreshToken).length, 2, "one exchange of the middleware, one of the page");

    const renewed = await app.plainSession(context);
    assert.notEqual(renewed.refreshToken, first.refreshToken, "the middleware's cookie is stored");
    await expired(renewed);
    await page.goto(`${app.plainApp}/with-middleware`);
    await state(page, "Signed in");
    await close();
  });
}

// The reference front end: a single flight in each process, and a proxy that renews before anything renders.
function ofTheFrontEnd() {
  async function signedIn(settings) {
    const browser = await open(settings);
    await register(browser.page);
    return { ...browser, first: await openSession(browser.context) };
  }

  async function arrivesAt(page, url) {
    await page.goto(url);
    assert.equal(page.url(), url);
    // Without scripts what was streamed is there, but not seen.
    await page.locator("h1").first().waitFor({ state: "attached" });
  }

  test("SingleFlightAndProxy_ParallelLoadsWithAnExpiredAccessTokenAllSucceed", async () => {
    const { page, context, first, close } = await signedIn();
    await expired(first);
    const loads = ["/dashboard", "/companies", "/profile", "/companies/new"].map(async (path) => arrivesAt(await context.newPage(), web + path));
    const calls = [1, 2, 3, 4].map(() => context.request.get(`${web}/api/auth/session`).then((answer) => answer.json()));
    for (const session of await Promise.all(calls)) assert.ok(session?.user, "a parallel session call lost the session");
    await Promise.all(loads);

    const renewed = await openSession(context);
    assert.notEqual(renewed.accessToken, first.accessToken);
    assert.notEqual(renewed.refreshToken, first.refreshToken, "the refresh token is rotated");
    // A rotation that one of them had lost would end the session here.
    await expired(renewed);
    await arrivesAt(page, `${web}/companies`);
    await close();
  });

  test("ProxyAndAction_RenewingInOneRequestBothSucceed", async () => {
    const { page, context, close } = await signedIn();
    await page.goto(`${web}/profile`);
    await due(await openSession(context));
    // The proxy renews, then the action does once more, for the new name in the ID token.
    await page.locator("[name=name]").fill("Анна Смирнова");
    await page.getByRole("button", { name: "Save profile" }).click();
    await page.getByText("Your profile has been saved.").waitFor();

    const renewed = await openSession(context);
    assert.equal(renewed.name, "Анна Смирнова", "the browser stored what came last");
    await due(renewed);
    await arrivesAt(page, `${web}/companies`);
    await close();
  });

  test("TwoProcesses_WithAnExpiredAccessTokenAtOnceBothSucceed", async () => {
    const { page, context, first, close } = await signedIn();
    await expired(first);
    const answers = await Promise.all([web, secondWeb, web, secondWeb].map((at) => context.request.get(`${at}/api/auth/session`)));
    for (const answer of answers) assert.ok((await answer.json())?.user, `${answer.url()} lost the session`);
    await expired(await openSession(context));
    await arrivesAt(page, `${web}/dashboard`);
    await close();
  });

  test("LostAnswer_ReplayedPastTheGraceIsGivenAgain", async () => {
    // Without scripts a page loads nothing on its own that could renew too.
    const { page, context, first, close } = await signedIn({ javaScriptEnabled: false });
    const cookies = await context.cookies();
    await expired(first);
    await arrivesAt(page, `${web}/dashboard`);
    const lost = await openSession(context);

    // As if the browser had never received the answer; and another process knows of none that it could give again.
    await context.clearCookies();
    await context.addCookies(cookies);
    await until(Date.now() + (reuseLeewaySeconds + 1) * 1000);
    await arrivesAt(page, `${secondWeb}/companies`);
    const given = await openSession(context);
    assert.equal(given.refreshToken, lost.refreshToken, "a token has one successor");
    assert.notEqual(given.accessToken, lost.accessToken, "the provider was asked again");
    await due(given);
    await arrivesAt(page, `${web}/companies`);
    await close();
  });

  test("PreviousAccessToken_GoesOnAfterARefresh", async () => {
    const { page, context, first, close } = await signedIn();
    await due(first);
    await arrivesAt(page, `${web}/dashboard`);
    assert.notEqual((await openSession(context)).accessToken, first.accessToken);
    const headers = { Authorization: `Bearer ${first.accessToken}` };
    for (const url of [`${webSettings.COMPANY_API_URL}/v1/companies`, `${identity}/connect/userinfo`]) {
      assert.equal((await fetch(url, { headers })).status, 200, url);
    }
    await close();
  });

  test("StolenToken_WhoseSuccessorWasUsedEndsTheSessionPastTheGrace", async () => {
    const { page, context, first, close } = await signedIn();
    const stolen = await context.cookies(web);
    for (const path of ["/dashboard", "/companies"]) {
      await due(await openSession(context));
      await arrivesAt(page, web + path);
    }
    const newest = await openSession(context);
    assert.notEqual(newest.refreshToken, first.refreshToken);
    await until(Date.now() + (reuseLeewaySeconds + 1) * 1000);

    const thief = await open();
    await thief.context.addCookies(stolen);
    await thief.page.goto(`${secondWeb}/companies`);
    assert.equal(new URL(thief.page.url()).search, "?returnTo=%2Fcompanies&reason=session-ended");
    await thief.close();

    await due(newest);
    await page.goto(`${web}/companies`);
    assert.equal(page.url(), `${web}/sign-in?returnTo=%2Fcompanies&reason=session-ended`);
    assert.deepEqual(await sessionCookies(context), [], "the session cookie is gone");
    await page.getByRole("button", { name: "Continue to sign in" }).click();
    await page.waitForURL(`${identity}/sign-in**`);
    await close();
  });

  test("RevokedToken_AsksToSignInAgain", async () => {
    const { page, context, first, close } = await signedIn();
    await revoke(first.refreshToken);
    await due(first);

    await page.goto(`${web}/companies`);
    assert.equal(page.url(), `${web}/sign-in?returnTo=%2Fcompanies&reason=session-ended`);
    await page.getByText("Your session has ended.").waitFor();
    assert.deepEqual(await sessionCookies(context), [], "the session cookie is gone");
    await page.getByRole("button", { name: "Continue to sign in" }).click();
    await page.waitForURL(`${web}/companies`);
    await close();
  });
}

async function revoke(token) {
  const { revocation_endpoint: endpoint } = await (await fetch(`${identity}/.well-known/openid-configuration`)).json();
  const credentials = Buffer.from(`${webSettings.AUTH_SAAS_ID}:${webSettings.AUTH_SAAS_SECRET}`).toString("base64");
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { Authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ token, token_type_hint: "refresh_token" }),
  });
  assert.equal(answer.status, 200);
}
