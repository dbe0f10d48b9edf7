// The company that a person works in: a second token of the session, for that company alone.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { decodeJwt } from "jose";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, join, newPerson, register, signOut, startSignIn } from "./support/journeys.mjs";
import { identity, web } from "./support/platform.mjs";
import { due, openSession } from "./support/session-cookie.mjs";

function idOf(company) {
  return new URL(company).pathname.split("/").at(-1);
}

/** Switches by the menu of the header. */
async function switchTo(page, company, name) {
  await page.locator("[popovertarget=company-menu]").click();
  await page.locator("#company-menu").getByRole("button", { name }).click();
  await page.waitForURL(company);
}

/** Which companies the two tokens of the session are for. */
async function companiesOf(context) {
  const { accessToken, company } = await openSession(context);
  return { plain: decodeJwt(accessToken).org_id, company: company && decodeJwt(company.accessToken).org_id };
}

test("Switching_GetsATokenForThatCompanyAndKeepsOneForAll", async () => {
  const browser = await open();
  const { page, context } = browser;
  await register(page);
  const first = await companyOf(page, "First Ltd");
  const second = await companyOf(page, "Second Ltd");
  await page.goto(`${web}/dashboard`);
  await page.getByRole("button", { name: "Choose a company" }).waitFor();
  assert.deepEqual(await companiesOf(context), { plain: undefined, company: undefined });

  await switchTo(page, first, /First Ltd/);
  await page.getByRole("button", { name: "Company: First Ltd." }).waitFor();
  assert.deepEqual(await companiesOf(context), { plain: undefined, company: idOf(first) });
  await switchTo(page, second, /Second Ltd/);
  await page.getByRole("button", { name: "Company: Second Ltd." }).waitFor();
  // A request from before, whose answer came later, may have brought the first one back: the next request puts it right.
  await page.goto(`${web}/dashboard`);
  await page.getByRole("button", { name: "Company: Second Ltd." }).waitFor();
  assert.deepEqual(await companiesOf(context), { plain: undefined, company: idOf(second) });

  // Renewed, it is the same company; and the others are there as before.
  await due(await openSession(context));
  await page.goto(`${web}/companies`);
  assert.deepEqual(await companiesOf(context), { plain: undefined, company: idOf(second) });
  assert.deepEqual(await page.locator("tbody a").allTextContents(), ["Second Ltd", "First Ltd"]);
  await page.goto(`${first}/members`);
  await page.getByRole("heading", { name: "First Ltd" }).waitFor();
  await browser.close();
});

test("Switching_WorksWithoutScripts", async () => {
  const browser = await open({ javaScriptEnabled: false });
  await register(browser.page);
  const company = await companyOf(browser.page, "Plain Ltd");
  await browser.page.goto(`${web}/dashboard`);
  await switchTo(browser.page, company, /Plain Ltd/);
  await browser.page.getByRole("button", { name: "Company: Plain Ltd." }).waitFor();
  await browser.close();
});

test("SigningIn_PicksTheCompanyToWorkIn", async () => {
  const browser = await open();
  const { page, context } = browser;
  await register(page);
  await companyOf(page, "First Ltd");
  const second = await companyOf(page, "Second Ltd");
  await context.clearCookies({ name: /^saasplatform-web\./ });
  await startSignIn(page);
  await page.waitForURL(`${identity}/select-organization**`);
  await page.getByRole("button", { name: /Second Ltd/ }).click();
  await page.waitForURL(`${web}/dashboard`);
  await page.getByRole("button", { name: "Company: Second Ltd." }).waitFor();
  assert.deepEqual(await companiesOf(context), { plain: undefined, company: idOf(second) });
  await page.getByRole("link", { name: "First Ltd" }).waitFor();
  await signOut(page);
  await browser.close();
});

test("RemovedMember_WorksInNoCompanyAndIsTold", async () => {
  const owner = await open();
  await register(owner.page);
  const company = await companyOf(owner.page, "Removing Ltd");
  const member = await open();
  await join(owner.page, member.page, company, await register(member.page, newPerson("Mikhail Member")));
  await member.page.goto(`${web}/dashboard`);
  await switchTo(member.page, company, /Removing Ltd/);
  await member.page.getByRole("button", { name: "Company: Removing Ltd." }).waitFor();

  await owner.page.goto(`${company}/members/${(await openSession(member.context)).sub}`);
  await owner.page.getByRole("button", { name: "Remove from the company" }).click();
  await owner.page.getByRole("button", { name: "Remove", exact: true }).click();
  await owner.page.getByText("The member has been removed.").waitFor();
  await owner.close();

  await due(await openSession(member.context));
  await member.page.goto(`${web}/dashboard`);
  await member.page.getByText("You cannot work in “Removing Ltd” any more").waitFor();
  await picture(member.page, "switcher-lost", { fullPage: true });
  assert.deepEqual(await companiesOf(member.context), { plain: undefined, company: undefined });
  await member.close();
});

test("Leaving_LeavesTheCompanyBehind", async () => {
  const owner = await open();
  await register(owner.page);
  const company = await companyOf(owner.page, "Left Ltd");
  const member = await open();
  await join(owner.page, member.page, company, await register(member.page, newPerson("Mikhail Member")));
  await owner.close();
  await member.page.goto(`${web}/dashboard`);
  await switchTo(member.page, company, /Left Ltd/);
  await member.page.getByRole("link", { name: "Members" }).click();
  await member.page.getByRole("button", { name: "Leave company" }).click();
  await member.page.getByRole("alertdialog").getByRole("button", { name: "Leave company" }).click();
  await member.page.getByText("You have left the company.").waitFor();
  assert.deepEqual(await companiesOf(member.context), { plain: undefined, company: undefined });
  await member.page.reload();
  assert.equal(await member.page.locator("[popovertarget=company-menu]").count(), 0);
  await member.close();
});

for (const [look, settings] of Object.entries({
  "ru-dark-desktop": { locale: "ru-RU", colorScheme: "dark" },
  "en-light-phone": { locale: "en-GB", colorScheme: "light", viewport: { width: 390, height: 844 } },
})) {
  test(`Switcher_SearchesWhereThereAreMany_${look}`, async () => {
    const browser = await open(settings);
    const { page } = browser;
    await register(page);
    let company;
    for (const name of ["Альфа", "Бета", "Гамма", "Дельта", "Эпсилон", "Дзета", "Эта", "ООО «Очень длинное наименование компании»"]) company = await companyOf(page, name);
    await page.goto(`${web}/dashboard`);
    await page.locator("[popovertarget=company-menu]").click();
    await page.getByRole("searchbox").fill("длинное");
    const choices = page.locator("#company-menu button[name=company]");
    await choices.first().waitFor();
    assert.equal(await choices.count(), 1);
    await page.getByRole("searchbox").fill("");
    await picture(page, `switcher-${look}`);
    await choices.filter({ hasText: "длинное" }).click();
    await page.waitForURL(company);
    assert.equal(await overflow(page), 0);
    await picture(page, `switcher-chosen-${look}`);
    await browser.close();
  });
}
