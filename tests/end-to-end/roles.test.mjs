import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, join, newPerson, register } from "./support/journeys.mjs";

async function withCompany(name, settings) {
  const browser = await open(settings);
  await register(browser.page, newPerson("Olga Owner"));
  return { browser, page: browser.page, company: await companyOf(browser.page, name) };
}

async function addRole(page, company, name, permissions) {
  await page.goto(`${company}/roles/new`);
  await page.locator("[name=name]").fill(name);
  for (const permission of permissions) await page.locator(`[name='permission:${permission}']`).check();
  await page.locator("main form button[type=submit]").click();
}

test("Roles_AreDefinedChangedAndDeleted", async () => {
  const { browser, page, company } = await withCompany("Roles Ltd");
  await page.goto(`${company}/roles`);
  await page.getByText("No roles of your own yet").waitFor();
  await picture(page, "roles-empty");
  await page.getByRole("link", { name: "New role" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Recruiter");
  await page.getByLabel("What it is for").fill("Brings people in");
  await page.getByRole("checkbox", { name: "Invite people" }).check();
  assert.equal(await page.getByRole("checkbox", { name: "Archive the company" }).count(), 0, "no role can have what is for owners");
  await picture(page, "role-new", { fullPage: true });
  await page.getByRole("button", { name: "Add role" }).click();
  await page.getByText("The role has been added.").waitFor();
  await picture(page, "roles", { fullPage: true });

  await page.getByRole("link", { name: "Change the role Recruiter" }).click();
  assert.ok(await page.getByRole("checkbox", { name: "Invite people" }).isChecked());
  await page.getByRole("checkbox", { name: "Manage members" }).check();
  await page.getByLabel("Name", { exact: true }).fill("People");
  await page.getByRole("button", { name: "Save role" }).click();
  await page.getByText("The role has been saved.").waitFor();
  await page.getByText("Manage members").waitFor();

  await page.getByRole("link", { name: "Change the role People" }).click();
  await page.getByRole("button", { name: "Delete role" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByText("The role has been deleted.").waitFor();
  await page.getByText("No roles of your own yet").waitFor();
  await browser.close();
});

test("Roles_WrongAndTakenNamesAreExplainedBesideTheField", async () => {
  const { browser, page, company } = await withCompany("Names Ltd");
  await addRole(page, company, " ", ["members.invite"]);
  await page.getByText("Give the role a name").waitFor();
  assert.ok(await page.locator("[name='permission:members.invite']").isChecked(), "what was chosen stays");
  await page.locator("[name=name]").fill("Recruiter");
  await page.getByRole("button", { name: "Add role" }).click();
  await page.getByText("The role has been added.").waitFor();

  await addRole(page, company, "Recruiter", []);
  await page.locator("main [role=alert]").getByText("The company has a role of this name already.").waitFor();
  assert.equal(await page.locator("[name=name]").getAttribute("aria-invalid"), "true");
  await browser.close();
});

test("Roles_ChangedMeanwhileSavesNothingAndOffersTheCurrentVersion", async () => {
  const { browser, page, company } = await withCompany("Meanwhile Ltd");
  await addRole(page, company, "Recruiter", ["members.invite"]);
  await page.getByText("The role has been added.").waitFor();
  const elsewhere = await browser.context.newPage();
  for (const tab of [page, elsewhere]) {
    await tab.goto(`${company}/roles`);
    await tab.getByRole("link", { name: "Change the role Recruiter" }).click();
    await tab.locator("main form [name=name]").waitFor();
  }
  await elsewhere.locator("[name=name]").fill("Changed elsewhere");
  await elsewhere.getByRole("button", { name: "Save role" }).click();
  await elsewhere.getByText("The role has been saved.").waitFor();

  await page.locator("[name=name]").fill("Mine");
  await page.getByRole("button", { name: "Save role" }).click();
  await page.getByText("This was changed elsewhere").waitFor();
  assert.equal(await page.locator("[name=name]").inputValue(), "Mine", "what was typed stays");
  await page.getByRole("link", { name: "Load the current version" }).click();
  await page.waitForFunction(() => document.querySelector("[name=name]")?.value === "Changed elsewhere");
  await browser.close();
});

test("Roles_GivenToAMemberAllowExactlyThatAndCannotBeDeleted", async () => {
  const { browser, page, company } = await withCompany("Given Ltd");
  await addRole(page, company, "Recruiter", ["members.invite"]);
  await page.getByText("The role has been added.").waitFor();
  await addRole(page, company, "Editor", ["company.update", "roles.manage"]);
  await page.getByText("The role has been added.").waitFor();
  const member = await open();
  await join(page, member.page, company, await register(member.page, newPerson("Mikhail Member")));

  await page.goto(`${company}/members`);
  await page.getByRole("link", { name: "Change Mikhail Member" }).click();
  // The form that invites has a box of the same name.
  await page.getByRole("heading", { name: "Roles of Mikhail Member" }).waitFor();
  await page.getByRole("checkbox", { name: "Editor" }).check();
  await picture(page, "member-own-roles", { fullPage: true });
  await page.getByRole("button", { name: "Save roles" }).click();
  await page.getByText("Member, Editor").waitFor();

  // May define roles, of no more than that; sees settings, but cannot archive; invites nobody.
  await member.page.goto(`${company}/roles`);
  await member.page.getByRole("link", { name: "Change the role Editor" }).waitFor();
  assert.equal(await member.page.getByRole("link", { name: "Change the role Recruiter" }).count(), 0);
  await member.page.getByRole("link", { name: "New role" }).click();
  await member.page.getByRole("checkbox", { name: "Define roles" }).waitFor();
  assert.equal(await member.page.getByRole("checkbox", { name: "Invite people" }).count(), 0);
  await member.page.getByRole("link", { name: "Settings" }).click();
  await member.page.locator("[name=fullName]").waitFor();
  await picture(member.page, "settings-of-a-role", { fullPage: true });
  assert.equal(await member.page.getByRole("button", { name: "Archive" }).count(), 0);
  await member.page.goto(`${company}/members`);
  assert.equal(await member.page.locator("main [name=email]").count(), 0);
  await member.close();

  await page.goto(`${company}/roles`);
  await page.getByRole("link", { name: "Change the role Editor" }).click();
  await page.getByRole("button", { name: "Delete role" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByText("Somebody has this role.").waitFor();
  await picture(page, "role-in-use", { fullPage: true });
  await browser.close();
});

test("Roles_WorkWithoutScripts", async () => {
  const { browser, page, company } = await withCompany("Plain Ltd", { javaScriptEnabled: false });
  await addRole(page, company, "Recruiter", ["members.invite"]);
  await page.getByText("The role has been added.").waitFor();
  await page.getByRole("link", { name: "Change the role Recruiter" }).click();
  await page.getByRole("button", { name: "Delete role" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByText("The role has been deleted.").waitFor();
  await browser.close();
});

const looks = [
  { name: "ru-light-phone", locale: "ru-RU", colorScheme: "light", viewport: { width: 390, height: 844 } },
  { name: "ru-dark-desktop", locale: "ru-RU", colorScheme: "dark" },
  { name: "en-dark-phone", locale: "en-GB", colorScheme: "dark", viewport: { width: 390, height: 844 } },
  { name: "ru-light-desktop", locale: "ru-RU", colorScheme: "light" },
];

for (const { name, ...settings } of looks) {
  test(`CompanyPages_FitAndSpeak_${name}`, async () => {
    const { browser, page, company } = await withCompany(`ООО «${"Длинное наименование ".repeat(4)}»`, settings);
    await check("roles-empty", "/roles");
    await addRole(page, company, "Кадры и приглашения новых людей", ["members.invite", "members.manage", "company.update", "roles.manage"]);
    await page.waitForURL(/notice=roleAdded/);
    const guest = await open();
    await join(page, guest.page, company, await register(guest.page, newPerson("Константин Константинопольский")));
    await guest.close();
    await check("overview", "");
    await check("roles", "/roles");
    await check("role-new", "/roles/new");
    await page.goto(`${company}/roles`);
    await page.locator("main section li a").first().click();
    await page.locator("#delete-role").waitFor({ state: "attached" });
    await check("role");
    await check("members", "/members");
    await page.locator("main section li a").first().click();
    await page.locator("#offer-ownership").waitFor({ state: "attached" });
    await check("member");
    await page.locator("[popovertarget=offer-ownership]").first().click();
    await picture(page, `company-member-offer-${name}`);
    await page.locator("#offer-ownership button[type=submit]").click();
    await page.waitForURL(/notice=offered/);
    await check("settings");
    await browser.close();

    async function check(what, path) {
      if (path !== undefined) await page.goto(company + path);
      await page.locator("main h1").waitFor();
      assert.equal(await overflow(page), 0, `${what} scrolls sideways`);
      await picture(page, `company-${what}-${name}`, { fullPage: true });
    }
  });
}
