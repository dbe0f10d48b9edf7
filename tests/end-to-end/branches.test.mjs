// Branches of a company: whoever may change the company keeps them, every member sees them.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, join, newPerson, register } from "./support/journeys.mjs";

const looks = [
  { name: "ru-light-phone", locale: "ru-RU", colorScheme: "light", viewport: { width: 390, height: 844 }, isMobile: true },
  { name: "en-dark-desktop", locale: "en-GB", colorScheme: "dark", javaScriptEnabled: false },
];

for (const { name, ...settings } of looks) {
  test(`Branches_AreAddedChangedAndDeleted_${name}`, async () => {
    const words =
      settings.locale === "ru-RU"
        ? { section: "Филиалы", empty: "Филиалов пока нет", create: "Новый филиал", add: "Добавить филиал", edit: /^Изменить филиал/, save: "Сохранить филиал", remove: "Удалить филиал", confirm: "Удалить", taken: "Филиал с таким КПП" }
        : { section: "Branches", empty: "No branches yet", create: "New branch", add: "Add branch", edit: /^Change the branch/, save: "Save branch", remove: "Delete branch", confirm: "Delete", taken: "a branch with this KPP" };
    const browser = await open(settings);
    const { page } = browser;
    await register(page);
    const company = await companyOf(page, "ООО «Северный чай»");
    await page.goto(company);
    await page.getByRole("link", { name: words.section }).click();
    await page.getByText(words.empty).waitFor();
    await check("empty");

    await page.getByRole("link", { name: words.create }).click();
    await give({ kpp: "12" }, words.add);
    await page.locator("[name=name][aria-invalid=true]").waitFor();
    assert.equal(await page.locator("[name=kpp]").inputValue(), "12", "what was typed stays");
    await give({ name: "Сибирский филиал" }, words.add);
    await page.locator("[name=kpp][aria-invalid=true]").waitFor();
    await check("new");
    await give({ kpp: "540602001", address: "г Новосибирск, ул Ленина, д 1" }, words.add);
    await page.waitForURL(/notice=branchAdded/);
    await page.goto(`${company}/branches/new`);
    await give({ name: "Второй", kpp: "540602001" }, words.add);
    await page.locator("main [role=alert]").getByText(words.taken).waitFor();
    assert.equal(await page.locator("[name=kpp]").getAttribute("aria-invalid"), "true");

    await page.goto(`${company}/branches`);
    await page.getByText("г Новосибирск, ул Ленина, д 1").waitFor();
    await check("list");
    await page.getByRole("link", { name: words.edit }).click();
    await page.locator("#delete-branch").waitFor({ state: "attached" });
    await check("edit");
    await give({ name: "Филиал «Сибирь»" }, words.save);
    await page.waitForURL(/notice=branchSaved/);
    await page.getByRole("heading", { name: "Филиал «Сибирь»" }).waitFor();
    await page.getByRole("link", { name: words.edit }).click();
    await page.getByRole("button", { name: words.remove }).click();
    await page.getByRole("button", { name: words.confirm, exact: true }).click();
    await page.waitForURL(/notice=branchDeleted/);
    await page.getByText(words.empty).waitFor();
    await browser.close();

    async function give(values, button) {
      for (const [field, value] of Object.entries(values)) await page.locator(`main [name=${field}]`).fill(value);
      await page.getByRole("button", { name: button }).click();
    }

    async function check(what) {
      assert.equal(await overflow(page), 0, `${what} scrolls sideways`);
      await picture(page, `branches-${what}-${name}`, { fullPage: true });
    }
  });
}

test("Branches_AreSeenByMembersAndKeptByWhoMayChangeTheCompany", async () => {
  const owner = await open();
  await register(owner.page, newPerson("Olga Owner"));
  const company = await companyOf(owner.page, "Seen Ltd");
  await owner.page.goto(`${company}/branches/new`);
  await owner.page.locator("main [name=name]").fill("Siberia");
  await owner.page.locator("main [name=kpp]").fill("540602001");
  await owner.page.getByRole("button", { name: "Add branch" }).click();
  await owner.page.getByRole("link", { name: "Change the branch Siberia" }).waitFor();
  const edit = await owner.page.getByRole("link", { name: "Change the branch Siberia" }).getAttribute("href");
  const member = await open();
  await join(owner.page, member.page, company, await register(member.page, newPerson("Mikhail Member")));
  await owner.close();

  const { page } = member;
  await page.goto(`${company}/branches`);
  await page.getByRole("heading", { name: "Siberia" }).waitFor();
  assert.equal(await page.getByRole("link", { name: /New branch|Change/ }).count(), 0);
  for (const path of [`${company}/branches/new`, new URL(edit, company).href]) {
    await page.goto(path);
    await page.getByText("You do not have permission").waitFor();
  }
  await picture(page, "branches-no-permission");
  await member.close();
});
