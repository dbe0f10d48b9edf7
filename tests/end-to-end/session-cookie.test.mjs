// Where tokens are: in a cookie that only the server of the front end can read.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open } from "./support/browser.mjs";
import { register, registerOnPages } from "./support/journeys.mjs";
import { web } from "./support/platform.mjs";
import { openSession, sessionCookies } from "./support/session-cookie.mjs";

test("Tokens_NeverReachTheBrowsersScripts", async () => {
  const browser = await open();
  const { page, context } = browser;
  const bodies = [];
  page.on("response", (response) => {
    if (response.url().startsWith(web)) bodies.push(response.text().catch(() => ""));
  });
  await registerOnPages(page);
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
