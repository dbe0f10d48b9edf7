import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, join, newPerson, register } from "./support/journeys.mjs";
import { identity } from "./support/platform.mjs";

const api = "http://localhost:8001";

async function withCompany(name, settings) {
  const browser = await open(settings);
  await register(browser.page, newPerson("Olga Owner"));
  return { browser, page: browser.page, company: await companyOf(browser.page, name) };
}

async function addClient(page, company, name, role = "admin") {
  await page.goto(`${company}/clients/new`);
  await page.locator("[name=name]").fill(name);
  await page.locator(`[name=role][value=${role}]`).check();
  await page.locator("main form button[type=submit]").click();
  return shown(page);
}

/** The id and the secret that the page shows. */
async function shown(page) {
  await page.locator("#client-secret").waitFor();
  return { id: await page.locator("#client-id").textContent(), secret: await page.locator("#client-secret").textContent() };
}

/** As a back office does it. */
async function token({ id, secret }) {
  const answer = await fetch(`${identity}/connect/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "companies.read companies.write" }),
  });
  return { status: answer.status, ...(await answer.json()) };
}

const call = (path, bearer) => fetch(`${api}${path}`, { headers: { authorization: `Bearer ${bearer}` } });

test("ApiClient_GetsATokenWithTheShownSecretAndReachesItsCompanyAlone", async () => {
  const { browser, page, company } = await withCompany("Machines Ltd", { permissions: ["clipboard-read", "clipboard-write"] });
  const id = company.split("/").pop();
  await page.goto(company);
  await page.getByRole("link", { name: "API clients" }).click();
  await page.getByText("No API clients yet").waitFor();
  await picture(page, "api-clients-empty");
  await page.getByRole("link", { name: "New API client" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Accounting");
  assert.equal(await page.locator("[name=role][value=owner]").count(), 0, "no client is an owner");
  await page.getByRole("radio", { name: "Administrator" }).check();
  await picture(page, "api-client-new", { fullPage: true });
  await page.getByRole("button", { name: "Create API client" }).click();
  const first = await shown(page);
  await picture(page, "api-client-secret", { fullPage: true });
  await page.getByRole("button", { name: "Copy: Client secret" }).click();
  await page.getByRole("button", { name: "Copy: Client secret" }).getByText("Copied").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), first.secret);

  const got = await token(first);
  assert.equal(got.status, 200);
  const claims = JSON.parse(Buffer.from(got.access_token.split(".")[1], "base64url"));
  assert.deepEqual([claims.sub, claims.client_id, claims.org_id, [claims.org_roles].flat()], [first.id, first.id, id, ["admin"]]);
  const companies = await (await call("/v1/companies", got.access_token)).json();
  assert.deepEqual(companies.items.map((item) => item.id), [id]);

  await page.getByRole("link", { name: "Done" }).click();
  await page.getByRole("link", { name: "Change the API client Accounting" }).click();
  assert.equal(await page.getByText(first.secret).count(), 0, "it is shown once");
  await page.getByRole("button", { name: "New secret" }).click();
  await picture(page, "api-client-rotate");
  await page.getByRole("button", { name: "Make a new secret" }).click();
  const second = await shown(page);
  await picture(page, "api-client-rotated", { fullPage: true });
  assert.notEqual(second.secret, first.secret);
  assert.deepEqual([(await token(first)).status, (await token(second)).status], [200, 200], "the one before is good for a day");

  await page.getByRole("link", { name: "Done" }).click();
  await page.getByRole("link", { name: "Change the API client Accounting" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Bookkeeping");
  await page.getByRole("radio", { name: "Member" }).check();
  await page.getByRole("button", { name: "Save API client" }).click();
  await page.getByText("The API client has been saved.").waitFor();
  await picture(page, "api-clients", { fullPage: true });
  const audit = `/v1/companies/${id}/audit-entries`;
  assert.equal((await call(audit, got.access_token)).status, 403, "a role that is taken is gone at once");

  await page.getByRole("link", { name: "Change the API client Bookkeeping" }).click();
  await page.getByRole("button", { name: "Delete API client" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByText("The API client has been deleted.").waitFor();
  assert.equal((await call(`/v1/companies/${id}`, (await token(second)).access_token ?? got.access_token)).status, 404);
  assert.notEqual((await token(second)).status, 200);
  await browser.close();
});

test("ApiClients_AreNotForMembersWithoutThePermission", async () => {
  const { browser, page, company } = await withCompany("Members Ltd");
  const member = await open();
  await join(page, member.page, company, await register(member.page, newPerson("Mikhail Member")));
  await member.page.goto(company);
  assert.equal(await member.page.getByRole("link", { name: "API clients" }).count(), 0);
  for (const path of ["/clients", "/clients/new"]) {
    await member.page.goto(company + path);
    await member.page.getByText("You do not have permission").waitFor();
    assert.equal(await member.page.locator("main [name=name]").count(), 0);
  }
  await picture(member.page, "api-clients-no-permission");
  await member.close();
  await browser.close();
});

test("ApiClients_WorkWithoutScripts", async () => {
  const { browser, page, company } = await withCompany("Plain Ltd", { javaScriptEnabled: false });
  const made = await addClient(page, company, "Accounting");
  assert.equal((await token(made)).status, 200);
  await browser.close();
});

const looks = [
  { name: "ru-light-phone", locale: "ru-RU", colorScheme: "light", viewport: { width: 390, height: 844 } },
  { name: "ru-dark-desktop", locale: "ru-RU", colorScheme: "dark" },
  { name: "en-dark-phone", locale: "en-GB", colorScheme: "dark", viewport: { width: 390, height: 844 } },
];

for (const { name, ...settings } of looks) {
  test(`ApiClientPages_FitAndSpeak_${name}`, async () => {
    const { browser, page, company } = await withCompany("ООО «Машины»", settings);
    const check = async (view) => {
      assert.ok((await overflow(page)) <= 0, `${view} is wider than the screen`);
      await picture(page, `${view}-${name}`, { fullPage: true });
    };
    await page.goto(`${company}/clients`);
    await check("api-clients-empty");
    await addClient(page, company, "Учётная система склада и бухгалтерии");
    await check("api-client-secret");
    await page.goto(`${company}/clients`);
    await check("api-clients");
    await page.locator("main section li a").first().click();
    await page.locator("#delete-client").waitFor({ state: "attached" });
    await check("api-client");
    await browser.close();
  });
}
