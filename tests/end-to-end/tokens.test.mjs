// Where tokens are, and that they are renewed without anybody noticing.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open } from "./support/browser.mjs";
import { register } from "./support/journeys.mjs";
import { accessTokenSeconds, identity, secondWeb, web, webSettings } from "./support/platform.mjs";
import { expired, openSession, sessionCookies } from "./support/session-cookie.mjs";

const renewable = accessTokenSeconds <= 60;
const skip = renewable ? false : "needs a short ACCESS_TOKEN_SECONDS";

test("Tokens_NeverReachTheBrowsersScripts", async () => {
  const browser = await open();
  const { page, context } = browser;
  const bodies = [];
  page.on("response", (response) => {
    if (response.url().startsWith(web)) bodies.push(response.text().catch(() => ""));
  });
  await register(page);
  for (const path of ["/dashboard", "/companies", "/profile"]) await page.goto(web + path);
  const session = await (await page.request.get(`${web}/api/auth/session`)).json();
  await page.goto(`${web}/dashboard`);

  const stored = await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]));
  const seen = [...(await Promise.all(bodies)), JSON.stringify(session), stored, await page.content()].join("\n");
  const { accessToken, refreshToken, idToken, sub } = await openSession(context);
  for (const token of [accessToken, refreshToken, idToken]) {
    assert.ok(token.length > 20);
    assert.ok(!seen.includes(token), "a token was sent to the browser");
  }
  assert.doesNotMatch(seen, /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/, "something that looks like a JWT");
  assert.deepEqual(Object.keys(session).sort(), ["expires", "user"]);
  assert.deepEqual(Object.keys(session.user).sort(), ["email", "id", "name"]);
  assert.equal(session.user.id, sub);
  await browser.close();
});

test("SessionCookie_IsHttpOnlyAndSmall", async () => {
  const browser = await open();
  await register(browser.page);
  const cookies = await sessionCookies(browser.context);
  assert.equal(cookies.length, 1, "one cookie, not split over several");
  assert.equal(cookies[0].httpOnly, true);
  assert.equal(cookies[0].sameSite, "Lax");
  assert.ok(cookies[0].value.length < 4096);
  const all = await browser.context.cookies(web);
  for (const cookie of all) assert.equal(cookie.httpOnly, true, cookie.name);
  await browser.close();
});

test("SessionCookie_TamperedWithCountsAsNone", async () => {
  const browser = await open();
  await register(browser.page);
  const [cookie] = await sessionCookies(browser.context);
  await browser.context.addCookies([{ ...cookie, value: `${cookie.value.slice(0, -4)}AAAA` }]);
  await browser.page.goto(`${web}/dashboard`);
  assert.equal(browser.page.url(), `${web}/sign-in?returnTo=%2Fdashboard`);
  await browser.close();
});

test("Renewal_ParallelLoadsAfterExpiryAllSucceed", { skip }, async () => {
  const browser = await open();
  const { page, context } = browser;
  await register(page);
  const before = await openSession(context);
  await expired(before);

  const tabs = await Promise.all(["/dashboard", "/companies", "/profile", "/companies/new"].map(openTab));
  const calls = [1, 2, 3, 4].map(() => context.request.get(`${web}/api/auth/session`).then((answer) => answer.json()));
  for (const session of await Promise.all(calls)) assert.ok(session?.user, "a parallel session call lost the session");
  assert.deepEqual(tabs, ["/dashboard", "/companies", "/profile", "/companies/new"]);

  const renewed = await openSession(context);
  assert.notEqual(renewed.accessToken, before.accessToken);
  assert.notEqual(renewed.refreshToken, before.refreshToken, "the refresh token is rotated");

  // A rotation that one of them had lost would end the session here.
  await expired(renewed);
  await page.goto(`${web}/companies`);
  assert.equal(page.url(), `${web}/companies`);
  assert.equal(await page.locator("h1").textContent(), "Companies");
  await browser.close();

  async function openTab(path) {
    const tab = await context.newPage();
    await tab.goto(web + path);
    await tab.locator("main h1").waitFor();
    return new URL(tab.url()).pathname;
  }
});

test("Renewal_TwoProcessesOfTheFrontEndAtOnceBothSucceed", { skip: skip || (!secondWeb && "needs SECOND_WEB_URL") }, async () => {
  const browser = await open();
  const { page, context } = browser;
  await register(page);
  await expired(await openSession(context));

  const answers = await Promise.all([web, secondWeb, web, secondWeb].map((at) => context.request.get(`${at}/api/auth/session`)));
  for (const answer of answers) assert.ok((await answer.json())?.user, `${answer.url()} lost the session`);
  await expired(await openSession(context));
  await page.goto(`${web}/dashboard`);
  assert.equal(page.url(), `${web}/dashboard`);
  await browser.close();
});

test("Renewal_LostAnswerIsAskedForAgain", { skip }, async () => {
  const browser = await open();
  const { page, context } = browser;
  await register(page);
  const cookies = await context.cookies();
  await expired(await openSession(context));

  await page.goto(`${web}/dashboard`);
  // As if the browser had never received the answer.
  await context.clearCookies();
  await context.addCookies(cookies);
  await page.goto(`${web}/companies`);
  assert.equal(page.url(), `${web}/companies`);
  await browser.close();
});

test("Renewal_RefusedByTheProviderAsksToSignInAgain", { skip }, async () => {
  const browser = await open();
  const { page, context } = browser;
  await register(page);
  const session = await openSession(context);
  await revoke(session.refreshToken);
  await expired(session);

  await page.goto(`${web}/companies`);
  assert.equal(page.url(), `${web}/sign-in?returnTo=%2Fcompanies&reason=session-ended`);
  await page.getByText("Your session has ended.").waitFor();
  assert.deepEqual(await sessionCookies(context), [], "the session cookie is gone");
  await page.getByRole("button", { name: "Continue to sign in" }).click();
  await page.waitForURL(`${web}/companies`);
  await browser.close();
});

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
