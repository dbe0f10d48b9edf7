// A front end without a server of its own, with keycloak-js in its mode for other OpenID providers. People are asked for their consent.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open } from "./support/browser.mjs";
import { registered, serve } from "./support/applications.mjs";
import { giveCredentials, registerHere } from "./support/journeys.mjs";
import { identity } from "./support/platform.mjs";

const shows = (page, title) => page.waitForFunction((wanted) => document.title === wanted && location.search === "", title);
const tokens = (page) =>
  page.evaluate(() => {
    const { token, refreshToken, idToken, tokenParsed, idTokenParsed, subject } = window.keycloak;
    return { token, refreshToken, idToken, tokenParsed, idTokenParsed, subject };
  });

test("KeycloakJs_SignsInRefreshesAndSignsOut", async (t) => {
  const client = registered("keycloak-js");
  const origin = await serve(t, client, "keycloak-js/lib/keycloak.js");
  const browser = await open();
  const { page } = browser;
  await page.goto(origin);
  await shows(page, "signed out");
  await page.evaluate(() => void window.keycloak.login({ prompt: "create" }));
  const person = await registerHere(page);
  await page.waitForURL(`${identity}/consent**`);
  await page.locator("main form .button").first().click();
  await shows(page, "signed in");

  const first = await tokens(page);
  const info = await page.evaluate(() => window.keycloak.loadUserInfo());
  assert.deepEqual([info.sub, info.name, info.email], [first.subject, person.name, person.email]);
  assert.equal(first.tokenParsed.client_id, client.clientId);

  assert.equal(await page.evaluate(() => window.keycloak.updateToken(-1)), true);
  const renewed = await tokens(page);
  for (const name of ["token", "refreshToken", "idToken"]) assert.notEqual(renewed[name], first[name], name);
  for (const claim of ["iss", "sub", "aud", "auth_time", "sid"]) assert.deepEqual(renewed.idTokenParsed[claim], first.idTokenParsed[claim], claim);
  assert.equal((await page.evaluate(() => window.keycloak.loadUserInfo())).sub, first.subject);

  // Loaded anew it asks the provider without a page, and is signed in again.
  await page.goto(origin);
  await shows(page, "signed in");
  assert.equal((await tokens(page)).subject, first.subject);

  await page.evaluate(() => void window.keycloak.logout());
  await shows(page, "signed out");
  await page.evaluate(() => void window.keycloak.login());
  await giveCredentials(page, person);
  await shows(page, "signed in");
  assert.equal((await tokens(page)).subject, first.subject);
  await browser.close();
});
