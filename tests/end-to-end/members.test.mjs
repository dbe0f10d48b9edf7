import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, join, newPerson, register } from "./support/journeys.mjs";
import { web } from "./support/platform.mjs";
import { openSession } from "./support/session-cookie.mjs";

/** An owner with a company, and somebody who has joined it. */
async function ownerAndMember(name, { role, owner: ownerSettings, member: memberSettings } = {}) {
  const owner = await open(ownerSettings);
  await register(owner.page, newPerson("Olga Owner"));
  const company = await companyOf(owner.page, name);
  const member = await open(memberSettings);
  const person = await register(member.page, newPerson("Mikhail Member"));
  await join(owner.page, member.page, company, person, role);
  return { owner, member, company };
}

function row(page, name) {
  return page.locator("main li").filter({ hasText: name });
}

test("Members_OwnerChangesTheRoleOfAMemberAndRemovesThem", async () => {
  const { owner, member, company } = await ownerAndMember("Members Ltd");
  await owner.page.goto(`${company}/members`);
  await picture(owner.page, "members", { fullPage: true });
  await owner.page.getByRole("link", { name: "Change Mikhail Member" }).click();
  await owner.page.getByRole("heading", { name: "Roles of Mikhail Member" }).waitFor();
  await picture(owner.page, "member", { fullPage: true });
  await owner.page.getByRole("radio", { name: /^Administrator/ }).check();
  await owner.page.getByRole("button", { name: "Save roles" }).click();
  await owner.page.getByText("The roles have been saved.").waitFor();
  await row(owner.page, "Mikhail Member").getByText("Administrator").waitFor();

  // What an administrator may do is offered at once, what is for owners is not.
  await member.page.goto(`${company}/members`);
  assert.equal(await member.page.getByRole("link", { name: "Change Olga Owner" }).count(), 0);
  await member.page.locator("main [name=email]").waitFor();
  const ownerPage = (await openSession(owner.context)).sub;
  await member.page.goto(`${company}/members/${ownerPage}`);
  await member.page.getByText("This member may do more than you").waitFor();
  await picture(member.page, "member-beyond");

  await owner.page.getByRole("link", { name: "Change Mikhail Member" }).click();
  await owner.page.getByRole("button", { name: "Remove from the company" }).click();
  await owner.page.getByRole("alertdialog").waitFor();
  await picture(owner.page, "member-remove");
  await owner.page.getByRole("button", { name: "Remove", exact: true }).click();
  await owner.page.getByText("The member has been removed.").waitFor();
  assert.equal(await row(owner.page, "Mikhail Member").count(), 0);
  await member.page.goto(company);
  await member.page.getByRole("heading", { name: "Nothing here" }).waitFor();
  await member.close();
  await owner.close();
});

test("Members_AreReadOnlyForWhoMayNotManageThem", async () => {
  const { owner, member, company } = await ownerAndMember("Read Only Ltd");
  await owner.close();
  await member.page.goto(`${company}/members`);
  await row(member.page, "Olga Owner").getByText("Owner", { exact: true }).waitFor();
  assert.equal(await member.page.locator("main [name=email]").count(), 0, "a member invites nobody");
  assert.equal(await member.page.getByRole("link", { name: /^Change / }).count(), 0);
  assert.equal(await member.page.getByRole("link", { name: "Settings" }).count(), 0);
  await picture(member.page, "members-read-only", { fullPage: true });

  for (const path of ["settings", "roles/new", `members/${(await openSession(member.context)).sub}`]) {
    await member.page.goto(`${company}/${path}`);
    await member.page.getByText("You do not have permission").waitFor();
  }
  await picture(member.page, "no-permission");
  await member.close();
});

test("Members_LastOwnerStaysAndOthersLeave", async () => {
  const { owner, member, company } = await ownerAndMember("Leaving Ltd");
  await owner.page.goto(`${company}/members`);
  await owner.page.getByRole("button", { name: "Leave company" }).click();
  await owner.page.getByRole("alertdialog").getByRole("button", { name: "Leave company" }).click();
  await owner.page.getByText("A company always has an owner.").waitFor();
  await owner.page.getByRole("alertdialog").waitFor({ state: "hidden" });
  await picture(owner.page, "members-last-owner", { fullPage: true });
  assert.equal(await overflow(owner.page), 0);

  await member.page.goto(`${company}/members`);
  await member.page.getByRole("button", { name: "Leave company" }).click();
  await picture(member.page, "members-leave");
  await member.page.getByRole("alertdialog").getByRole("button", { name: "Leave company" }).click();
  await member.page.getByText("You have left the company.").waitFor();
  await member.page.getByText("No companies yet").waitFor();
  await member.close();
  await owner.close();
});

test("Members_ChangedMeanwhileSavesNothingAndOffersTheCurrentVersion", async () => {
  const { owner, member, company } = await ownerAndMember("Meanwhile Ltd");
  const { page, context } = owner;
  const account = (await openSession(member.context)).sub;
  await member.close();
  const elsewhere = await context.newPage();
  for (const tab of [page, elsewhere]) await tab.goto(`${company}/members/${account}`);
  await elsewhere.getByRole("radio", { name: /^Administrator/ }).check();
  await elsewhere.getByRole("button", { name: "Save roles" }).click();
  await elsewhere.getByText("The roles have been saved.").waitFor();

  await page.getByRole("radio", { name: /^Owner/ }).check();
  await page.getByRole("button", { name: "Save roles" }).click();
  await page.getByText("This was changed elsewhere").waitFor();
  assert.ok(await page.getByRole("radio", { name: /^Owner/ }).isChecked(), "what was chosen stays");
  await page.getByRole("button", { name: "Remove from the company" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("so nothing has been done").waitFor();
  await page.getByRole("link", { name: "Load the current version" }).first().click();
  await page.waitForFunction(() => document.querySelector("[name=role][value=admin]")?.checked && !document.querySelector("main [role=alert]"));
  await owner.close();
});

test("Members_AreShownPageByPage", async () => {
  const { owner, member, company } = await ownerAndMember("Paging Ltd");
  await member.close();
  const { accessToken } = await openSession(owner.context);
  const members = `http://localhost:8001/v1${new URL(company).pathname}/members?limit=1`;
  const { nextCursor } = await (await fetch(members, { headers: { Authorization: `Bearer ${accessToken}` } })).json();
  await owner.page.goto(`${company}/members?${new URLSearchParams({ cursor: nextCursor })}`);
  await row(owner.page, "Olga Owner").waitFor();
  assert.equal(await row(owner.page, "Mikhail Member").count(), 0);
  await owner.page.getByRole("link", { name: "To the first page" }).click();
  await row(owner.page, "Mikhail Member").waitFor();
  await owner.close();
});

test("Members_WorkWithoutScripts", async () => {
  const settings = { javaScriptEnabled: false };
  const { owner, member, company } = await ownerAndMember("Plain Ltd", { owner: settings, member: settings });
  const { page } = owner;
  await page.goto(`${company}/members`);
  await page.getByRole("button", { name: "Leave company" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Leave company" }).click();
  await page.getByText("A company always has an owner.").waitFor();
  await page.getByRole("link", { name: "Change Mikhail Member" }).click();
  await page.getByRole("radio", { name: /^Administrator/ }).check();
  await page.getByRole("button", { name: "Save roles" }).click();
  await row(page, "Mikhail Member").getByText("Administrator").waitFor();
  await page.goto(`${company}/settings`);
  await page.locator("[name=fullName]").fill("Renamed Ltd");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("heading", { name: "Renamed Ltd", level: 1 }).waitFor();
  await member.close();
  await owner.close();
});

test("Ownership_IsOfferedWithdrawnAndAccepted", async () => {
  const { owner, member, company } = await ownerAndMember("Handover Ltd");
  const account = (await openSession(member.context)).sub;
  await offer();
  await owner.page.getByText("You have offered the company to Mikhail Member.").waitFor();
  await picture(owner.page, "ownership-offered", { fullPage: true });
  await owner.page.getByRole("button", { name: "Withdraw the offer" }).click();
  await owner.page.getByText("The offer has been withdrawn.").waitFor();

  await offer();
  await member.page.goto(company);
  await member.page.getByText("Olga Owner offers you this company.").waitFor();
  await picture(member.page, "ownership-received", { fullPage: true });
  await member.page.getByRole("button", { name: "Decline" }).click();
  await member.page.getByText("You have declined the offer.").waitFor();

  await offer();
  await member.page.goto(company);
  await member.page.getByRole("button", { name: "Accept…" }).click();
  await member.page.getByRole("alertdialog").waitFor();
  await picture(member.page, "ownership-accept");
  await member.page.getByRole("button", { name: "Become the owner" }).click();
  await member.page.getByText("You are the owner of this company now.").waitFor();
  await member.page.getByRole("link", { name: "Settings" }).waitFor();
  await member.page.goto(`${company}/members`);
  await row(member.page, "Olga Owner").getByText("Administrator").waitFor();
  await owner.page.goto(`${company}/members`);
  assert.equal(await owner.page.getByRole("link", { name: "Change Mikhail Member" }).count(), 0);
  await member.close();
  await owner.close();

  async function offer() {
    await owner.page.goto(`${company}/members/${account}`);
    await owner.page.getByRole("button", { name: "Offer the company to Mikhail Member" }).click();
    await owner.page.getByRole("button", { name: "Send the offer" }).click();
    await owner.page.getByText("The company has been offered.").waitFor();
  }
});
