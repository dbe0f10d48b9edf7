import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, createCompany, join, newPerson, register } from "./support/journeys.mjs";
import { newInn } from "./support/numbers.mjs";
import { web } from "./support/platform.mjs";

test("CreateCompany_WrongNumbersAreExplainedBesideTheFields", async () => {
  const browser = await open();
  const { page } = browser;
  await register(page);
  await createCompany(page, { inn: "7707083894", kpp: "12", fullName: "Northern Tea LLC" });

  await page.getByText("Please check the marked fields.").waitFor();
  const inn = page.locator("[name=inn]");
  assert.equal(await inn.getAttribute("aria-invalid"), "true");
  const described = (await inn.getAttribute("aria-describedby")).split(" ")[0];
  assert.match(await page.locator(`[id="${described}"]`).textContent(), /INN/);
  assert.equal(await inn.inputValue(), "7707083894", "what was typed stays");
  assert.equal(await page.locator("[name=fullName]").inputValue(), "Northern Tea LLC");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
  await browser.close();
});

test("CreateCompany_TakenInnIsExplained", async () => {
  const owner = await open();
  const inn = newInn();
  await register(owner.page);
  await companyOf(owner.page, "First", inn);
  await owner.close();

  const other = await open();
  await register(other.page);
  await createCompany(other.page, { inn, fullName: "Second" });
  await other.page.locator("main [role=alert]").getByText("already on the platform").waitFor();
  assert.equal(await other.page.locator("[name=inn]").getAttribute("aria-invalid"), "true");
  await other.page.goto(`${web}/companies`);
  await other.page.getByText("No companies yet").waitFor();
  await other.close();
});

test("CreateCompany_IsFilledInFromTheRegister", async () => {
  const browser = await open();
  const { page } = browser;
  await register(page);
  await page.goto(`${web}/companies/new`);
  await page.locator("[name=kind][value=soleProprietor]").check();
  await page.locator("[name=inn]").fill("7701000001");
  await page.getByRole("button", { name: "Fill in from the register" }).click();

  await page.getByText("Filled in as the state register has it.").waitFor();
  await picture(page, "company-new-filled");
  const filled = await page.locator("main form").evaluate((form) => Object.fromEntries(new FormData(form)));
  assert.deepEqual(
    { kind: filled.kind, kpp: filled.kpp, ogrn: filled.ogrn, fullName: filled.fullName, shortName: filled.shortName, legalAddress: filled.legalAddress },
    { kind: "legalEntity", kpp: "770101001", ogrn: "1027700000008", fullName: "ООО «Северный чай»", shortName: "Северный чай", legalAddress: "г Москва, ул Мясницкая, д 1" },
  );
  await page.locator("[name=shortName]").press("Enter");
  await page.waitForURL(/notice=created/);
  await page.getByText("Matches the register").waitFor();
  assert.match(await page.locator("main").innerText(), /In the state register\s+In force\s+checked /);
  await picture(page, "company-matched");
  await browser.close();
});

test("CreateCompany_RegisterWarnsOfWhatIsLiquidatedAndSaysWhatItDoesNotKnow", async () => {
  const browser = await open();
  const { page } = browser;
  await register(page);
  await page.goto(`${web}/companies/new`);
  const lookUp = page.getByRole("button", { name: "Fill in from the register" });
  await page.locator("[name=inn]").fill("7701000019");
  await lookUp.click();
  await page.locator("main [role=alert]").getByText("The company is liquidated (30.04.2021)").waitFor();

  await page.locator("[name=inn]").fill(newInn());
  await page.locator("[name=shortName]").fill("Typed by hand");
  await lookUp.click();
  await page.locator("main [role=alert]").getByText("no company with this INN").waitFor();
  assert.equal(await page.locator("[name=shortName]").inputValue(), "Typed by hand", "what was typed stays");

  await page.locator("[name=inn]").fill("7707083894");
  await lookUp.click();
  await page.getByText("Please check the marked fields.").waitFor();
  assert.equal(await page.locator("[name=inn]").getAttribute("aria-invalid"), "true");
  await browser.close();
});

test("EditCompany_ChangedMeanwhileSavesNothingAndOffersTheCurrentVersion", async () => {
  const browser = await open();
  const { page, context } = browser;
  await register(page);
  await page.goto(`${await companyOf(page, "Before")}/settings`);

  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  await elsewhere.locator("[name=fullName]").fill("Changed elsewhere");
  await elsewhere.getByRole("button", { name: "Save changes" }).click();
  await elsewhere.getByText("Your changes have been saved.").waitFor();

  await page.locator("[name=fullName]").fill("Mine");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("This was changed elsewhere").waitFor();
  assert.equal(await page.locator("[name=fullName]").inputValue(), "Mine", "what was typed stays");
  await page.getByRole("link", { name: "Load the current version" }).click();
  await page.waitForFunction(() => document.querySelector("[name=fullName]")?.value === "Changed elsewhere");
  await browser.close();
});

test("ArchiveCompany_AsksFirstAndThenAllowsNoChange", async () => {
  const browser = await open();
  const { page } = browser;
  await register(page);
  const company = await companyOf(page, "Closing");

  await page.goto(company);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await page.getByRole("button", { name: "Archive company" }).click();
  await page.getByText("The company has been archived.").waitFor();
  await page.goto(`${company}/settings`);
  assert.equal(await page.locator("[name=fullName]").count(), 0);
  assert.equal(await page.getByRole("button", { name: "Archive", exact: true }).count(), 0);
  await browser.close();
});

test("ArchivedCompany_IsRestoredOrDeletedForGood", async () => {
  const browser = await open();
  const { page } = browser;
  await register(page);
  const settings = `${await companyOf(page, "Closing")}/settings`;
  const archive = async () => {
    await page.goto(settings);
    await page.getByRole("button", { name: "Archive", exact: true }).click();
    await page.getByRole("button", { name: "Archive company" }).click();
    await page.getByText("The company has been archived.").waitFor();
    await page.getByRole("link", { name: "Settings" }).click();
  };

  await archive();
  await picture(page, "company-archived-settings");
  await page.getByRole("button", { name: "Restore", exact: true }).click();
  await page.getByRole("button", { name: "Restore company" }).click();
  await page.getByText("The company has been restored.").waitFor();
  await page.goto(settings);
  assert.equal(await page.locator("[name=fullName]").inputValue(), "Closing");

  await archive();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.getByRole("alertdialog").getByText("cannot be brought back").waitFor();
  await page.getByRole("button", { name: "Delete company" }).click();
  await page.getByText("The company has been deleted.").waitFor();
  await page.getByText("No companies yet").waitFor();
  assert.equal((await page.goto(settings)).status(), 404);
  await browser.close();
});

test("ArchivedCompany_WithOtherMembersIsDeletedOnceTheyAreRemoved", async () => {
  const [owner, member] = [await open(), await open()];
  const { page } = owner;
  await register(page);
  const person = await register(member.page, newPerson("Mikhail Member"));
  const company = await companyOf(page, "Closing");
  await join(page, member.page, company, person);

  await page.goto(`${company}/settings`);
  await page.getByRole("button", { name: "Archive", exact: true }).click();
  await page.getByRole("button", { name: "Archive company" }).click();
  await page.getByText("The company has been archived.").waitFor();
  const remove = async () => {
    await page.goto(`${company}/settings`);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("button", { name: "Delete company" }).click();
  };
  await remove();
  await page.getByText("Other people are members of this company. Remove them first.").waitFor();

  await page.goto(`${company}/members`);
  await page.getByRole("link", { name: "Change Mikhail Member" }).click();
  await page.getByRole("button", { name: "Remove from the company" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByText("The member has been removed.").waitFor();
  await remove();
  await page.getByText("The company has been deleted.").waitFor();
  await Promise.all([owner.close(), member.close()]);
});

test("Companies_AreShownPageByPage", async () => {
  const browser = await open();
  const { page } = browser;
  await register(page);
  const names = Array.from({ length: 11 }, (_, index) => `Company ${index + 1}`);
  for (const fullName of names) await companyOf(page, fullName);

  await page.goto(`${web}/companies`);
  const rows = page.locator("tbody tr");
  assert.equal(await rows.count(), 10);
  const first = await page.locator("tbody a").allTextContents();
  await page.getByRole("link", { name: "Next page" }).click();
  await page.waitForURL(/cursor=/);
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
  const second = await page.locator("tbody a").allTextContents();
  assert.deepEqual([...first, ...second].sort(), names.sort());
  assert.equal(await page.getByRole("link", { name: "Next page" }).count(), 0);
  await page.getByRole("link", { name: "To the first page" }).click();
  await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 10);
  await browser.close();
});

const foreignLooks = [
  { name: "ru-light-phone", locale: "ru-RU", colorScheme: "light", viewport: { width: 390, height: 844 } },
  { name: "en-dark-desktop", locale: "en-GB", colorScheme: "dark", javaScriptEnabled: false },
];

for (const { name, ...settings } of foreignLooks) {
  test(`ForeignCompany_IsKnownByCountryAndNumberAndHasItsOwnFields_${name}`, async () => {
    const russian = settings.locale === "ru-RU";
    const browser = await open(settings);
    const { page } = browser;
    const add = page.getByRole("button", { name: russian ? "Добавить компанию" : "Add company" });
    await register(page);
    await page.goto(`${web}/companies/new`);
    assert.equal(await page.locator("[name=country]").isVisible(), false);
    await page.locator("[name=kind][value=foreignCompany]").check();
    assert.equal(await page.locator("[name=ogrn]").isVisible(), false);
    await page.locator("[name=fullName]").fill("Astana Steppe LLP");
    await add.click();
    await page.locator("[name=country][aria-invalid=true]").waitFor();
    await page.locator("[name=registrationNumber][aria-invalid=true]").waitFor();
    assert.equal(await overflow(page), 0);
    await picture(page, `company-foreign-${name}`, { fullPage: true });

    await page.locator("[name=country]").selectOption("KZ");
    const number = newInn();
    await page.locator("[name=registrationNumber]").fill(number);
    await add.click();
    await page.waitForURL(/notice=created/);
    const details = await page.locator("dl").textContent();
    for (const value of [russian ? "Казахстан" : "Kazakhstan", number]) assert.ok(details.includes(value), value);

    await page.goto(`${web}/companies/new`);
    await page.locator("[name=kind][value=foreignCompany]").check();
    await page.locator("[name=fullName]").fill("The same");
    await page.locator("[name=country]").selectOption("KZ");
    await page.locator("[name=registrationNumber]").fill(number);
    await add.click();
    await page.locator("[name=registrationNumber][aria-invalid=true]").waitFor();
    await browser.close();
  });
}

test("EditCompany_OptionalDetailsAreCheckedAtTheirFieldsAndSaved", async () => {
  const browser = await open({ locale: "ru-RU" });
  const { page } = browser;
  await register(page);
  const company = await companyOf(page, "ООО «Северный чай»");
  await page.goto(`${company}/settings`);
  const given = { okved: "4637", postalAddress: "Москва, а/я 5", bik: "", settlementAccount: "40702810438000060473", correspondentAccount: "30101810400000000225" };
  for (const [name, value] of Object.entries(given)) await page.locator(`[name=${name}]`).fill(value);
  const save = page.getByRole("button", { name: "Сохранить изменения" });
  await save.click();
  await page.locator("[name=okved][aria-invalid=true]").waitFor();
  await page.locator("[name=bik][aria-invalid=true]").waitFor();
  await picture(page, "company-settings-errors", { fullPage: true });

  await page.locator("[name=okved]").fill("46.37");
  await page.locator("[name=bik]").fill("044525225");
  await page.locator("[name=settlementAccount]").fill("40702810438000060474");
  await save.click();
  await page.locator("[name=settlementAccount][aria-invalid=true]").waitFor();
  assert.equal(await page.locator("[name=bik][aria-invalid=true]").count(), 0);
  await page.locator("[name=settlementAccount]").fill(given.settlementAccount);
  await save.click();
  await page.getByText("Изменения сохранены.").waitFor();
  await page.goto(company);
  const details = await page.locator("dl").textContent();
  for (const value of ["46.37", "044525225", given.settlementAccount, given.correspondentAccount, given.postalAddress]) assert.ok(details.includes(value), value);
  await browser.close();
});

test("Company_OfSomebodyElseDoesNotExist", async () => {
  const owner = await open();
  await register(owner.page);
  const address = await companyOf(owner.page, "Private");
  await owner.close();

  const stranger = await open();
  await register(stranger.page);
  for (const path of [address, `${address}/settings`, `${web}/companies/..%2F..%2Fusers`, `${web}/nowhere`]) {
    await stranger.page.goto(path);
    await stranger.page.getByRole("heading", { name: "Nothing here" }).waitFor();
    assert.ok(!(await stranger.page.content()).includes("Private"), path);
  }
  await stranger.context.close();
});
