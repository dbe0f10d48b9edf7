import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open } from "./support/browser.mjs";
import { giveCredentials, register, registerOnPages, startSignIn } from "./support/journeys.mjs";
import { identity, web } from "./support/platform.mjs";

test("SignIn_ClosedPageIsReachedAfterwards", async () => {
  const browser = await open();
  const { page } = browser;
  const person = await register(page);
  await page.context().clearCookies();

  await page.goto(`${web}/companies?from=mail`);
  assert.equal(page.url(), `${web}/sign-in?returnTo=%2Fcompanies%3Ffrom%3Dmail`);
  await page.getByRole("button", { name: "Continue to sign in" }).click();
  await giveCredentials(page, person);
  await page.waitForURL(`${web}/companies?from=mail`);
  await browser.close();
});

test("SignIn_ForeignReturnAddressIsIgnored", async () => {
  const browser = await open();
  const { page } = browser;
  await register(page);

  const foreign = ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"];
  foreign.push("/.//evil.example", "/..//evil.example", "/x/..//evil.example", "/%2e//evil.example", "/.\\\\evil.example", "/./\\evil.example");
  for (const address of foreign) {
    await page.goto(`${web}/signed-in?${new URLSearchParams({ returnTo: address })}`);
    assert.equal(page.url(), `${web}/dashboard`, address);
  }
  await browser.close();
});

test("SignIn_WrongPasswordStaysAtTheProvider", async () => {
  const browser = await open();
  const { page } = browser;
  const person = await register(page);
  await page.context().clearCookies();

  await startSignIn(page);
  await giveCredentials(page, { ...person, password: "not the password" });
  await page.locator("main [role=alert], main .summary, main .error").first().waitFor();
  assert.ok(page.url().startsWith(`${identity}/sign-in`));
  assert.equal((await page.request.get(`${web}/api/auth/session`).then((answer) => answer.json())) ?? null, null);
  await browser.close();
});

test("SignIn_SessionAtTheProviderNeedsNoCredentials", async () => {
  const browser = await open();
  const { page, context } = browser;
  await register(page);
  await context.clearCookies({ name: /^saasplatform-web\./ });

  await startSignIn(page);
  await page.waitForURL(`${web}/dashboard`);
  await browser.close();
});

test("SignIn_WithoutScriptsWorksToo", async () => {
  const browser = await open({ javaScriptEnabled: false });
  const { page } = browser;
  await registerOnPages(page);
  await page.goto(`${web}/companies/new`);
  await page.locator("main form button[type=submit]").last().click();
  await page.getByText("Please check the marked fields.").waitFor();
  await browser.close();
});

test("SignOut_FromAnotherSiteIsRefused", async () => {
  const browser = await open();
  await register(browser.page);
  const answer = await browser.context.request.post(`${web}/sign-out`, {
    headers: { Origin: "https://evil.example" },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 403);
  await browser.page.goto(`${web}/dashboard`);
  assert.equal(browser.page.url(), `${web}/dashboard`);
  await browser.close();
});
