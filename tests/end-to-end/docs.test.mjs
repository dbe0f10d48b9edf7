// The documentation page of an API: a person signs in with PKCE and tries an operation.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open } from "./support/browser.mjs";
import { giveCredentials, register } from "./support/journeys.mjs";
import { webSettings } from "./support/platform.mjs";

test("Docs_SignInWithPkceAndTryAnOperation", async () => {
  const browser = await open();
  const { page, context } = browser;
  const person = await register(page);
  await context.clearCookies();

  await page.goto(`${webSettings.COMPANY_API_URL}/docs/index.html`);
  await page.getByRole("button", { name: "Authorize" }).first().click();
  const dialog = page.locator(".dialog-ux");
  await dialog.getByText("oauth2", { exact: false }).first().waitFor();
  for (const scope of ["companies.read", "companies.write"]) await dialog.locator(`label[for^="${scope}-"]`).first().click();

  const opened = context.waitForEvent("page");
  await dialog.getByRole("button", { name: "Apply given OAuth2 credentials" }).click();
  const popup = await opened;
  // Asked for before: it may close before the answer to the form has been seen.
  const closed = popup.waitForEvent("close");
  await giveCredentials(popup, person);
  await closed;
  await dialog.getByText("Logout", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).first().click();

  const operation = page.locator("#operations-Companies-listCompanies");
  await operation.locator(".opblock-summary").click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  await operation.getByRole("button", { name: "Execute" }).click();
  const status = operation.locator(".live-responses-table .response .response-col_status").first();
  assert.match((await status.textContent()).trim(), /^200/);
  assert.match(await operation.locator(".live-responses-table .microlight").first().textContent(), /"items": \[\]/);
  await browser.close();
});
