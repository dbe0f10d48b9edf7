// A company proves a domain; people with an address there join it, by themselves or when they are let in.
import { strict as assert } from "node:assert";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, newPerson, register, registerHere } from "./support/journeys.mjs";
import { web } from "./support/platform.mjs";
import { publish } from "./support/records.mjs";

const phone = { viewport: { width: 390, height: 844 }, isMobile: true };
const looks = [
  { name: "ru-light-phone", locale: "ru-RU", colorScheme: "light", ...phone },
  { name: "en-dark-desktop", locale: "en-GB", colorScheme: "dark", javaScriptEnabled: false },
];
const words = {
  "ru-RU": { section: "Домены", empty: "Доменов пока нет", add: "Добавить домен", wrong: "Укажите домен почтовых адресов", free: "может завести кто угодно", verify: "Проверить запись", missing: "TXT-записи с этим именем пока нет", differs: "значение другое", verified: "домен подтверждён", automatic: "Вступают сами", approval: "Могут попросить принять их", save: "Сохранить", saved: "Сохранено, кто может вступить", exists: "Этот домен у компании уже есть", remove: "Убрать домен", confirm: "Убрать", removed: "Домен убран" },
  "en-GB": { section: "Domains", empty: "No domains yet", add: "Add domain", wrong: "Enter a domain of e-mail addresses", free: "Anybody can have an address", verify: "Look for the record", missing: "There is no TXT record at this name yet", differs: "with another value", verified: "the domain is verified", automatic: "Join by themselves", approval: "Can ask to join", save: "Save", saved: "Who may join has been saved", exists: "The company has this domain already", remove: "Remove domain", confirm: "Remove", removed: "The domain has been removed" },
};

const newDomain = () => `d${randomUUID().slice(0, 13)}.example.com`;

const at = (domain, name) => ({ ...newPerson(name), email: `person-${randomUUID().slice(0, 8)}@${domain}` });

/** Adds a domain at the domains page of a company, and publishes its record. */
async function prove(page, company, domain, text) {
  await page.goto(`${company}/domains`);
  await page.locator("main [name=name]").fill(domain);
  await page.getByRole("button", { name: text.add }).click();
  await page.waitForURL(/notice=domainAdded/);
  const [, name, value] = await page.locator("main dl dd").evaluateAll((all) => all.map((dd) => dd.querySelector("code").textContent));
  publish(name, value);
  await page.getByRole("button", { name: text.verify }).click();
  await page.waitForURL(/notice=domainVerified/);
}

async function letIn(page, choice, text) {
  await page.getByRole("radio", { name: choice }).check();
  await page.getByRole("button", { name: text.save, exact: true }).click();
  await page.getByText(text.saved).waitFor();
}

for (const { name, ...settings } of looks) {
  test(`Domain_IsAddedProvedOpenedAndRemoved_${name}`, async () => {
    const text = words[settings.locale];
    const browser = await open(settings);
    const { page } = browser;
    await register(page);
    const company = await companyOf(page, "ООО «Северный чай»");
    await page.goto(company);
    await page.getByRole("link", { name: text.section, exact: true }).click();
    await page.getByText(text.empty).waitFor();
    await check("empty");

    for (const [value, said] of [["anna@example.com", text.wrong], ["gmail.com", text.free]]) {
      await page.locator("main [name=name]").fill(value);
      await page.getByRole("button", { name: text.add }).click();
      await page.locator("main .error, main [id$=error]").getByText(said).or(page.locator("main form").getByText(said)).first().waitFor();
      assert.equal(await page.locator("main [name=name]").inputValue(), value, "what was typed stays");
    }
    await check("refused");

    const domain = newDomain();
    await page.locator("main [name=name]").fill(domain);
    await page.getByRole("button", { name: text.add }).click();
    await page.waitForURL(/notice=domainAdded/);
    const [type, record, value] = await page.locator("main dl dd").evaluateAll((all) => all.map((dd) => dd.querySelector("code").textContent));
    assert.deepEqual([type, record], ["TXT", `_saasplatform-challenge.${domain}`]);
    await check("record");
    await page.getByRole("button", { name: text.verify }).click();
    await page.getByText(text.missing).waitFor();
    await check("missing");
    publish(record, "something else");
    await page.getByRole("button", { name: text.verify }).click();
    await page.getByText(text.differs).waitFor();
    publish(record, value);
    await page.getByRole("button", { name: text.verify }).click();
    await page.waitForURL(/notice=domainVerified/);
    await page.getByText(text.verified).first().waitFor();
    await letIn(page, text.automatic, text);
    await check("verified");

    await page.goto(`${company}/domains`);
    await page.getByRole("heading", { name: domain }).waitFor();
    await check("list");
    await page.locator("main [name=name]").fill(domain);
    await page.getByRole("button", { name: text.add }).click();
    await page.locator("main form").getByText(text.exists).first().waitFor();

    await page.getByRole("link", { name: new RegExp(domain) }).click();
    await page.getByRole("button", { name: text.remove }).click();
    await page.getByRole("button", { name: text.confirm, exact: true }).click();
    await page.getByText(text.removed).waitFor();
    await page.getByText(text.empty).waitFor();
    await browser.close();

    async function check(what) {
      assert.equal(await overflow(page), 0, `${what} scrolls sideways`);
      await picture(page, `domains-${what}-${name}`, { fullPage: true });
    }
  });
}

test("Record_IsCopiedToTheClipboard", async () => {
  const browser = await open();
  const { page, context } = browser;
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: web });
  await register(page);
  const company = await companyOf(page, "Copied Ltd");
  await prove(page, company, newDomain(), words["en-GB"]);

  await page.getByRole("button", { name: "Copy: Value" }).click();
  await page.getByText("Copied", { exact: true }).waitFor();

  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.locator("main dl code").last().textContent());
  await browser.close();
});

test("OpenCompany_IsJoinedFromTheCompaniesPage_WhichSigningInLeadsBackTo", async () => {
  const owner = await open();
  await register(owner.page, newPerson("Olga Owner"));
  const company = await companyOf(owner.page, "Open Ltd");
  const domain = newDomain();
  await prove(owner.page, company, domain, words["en-GB"]);
  await letIn(owner.page, words["en-GB"].automatic, words["en-GB"]);
  await owner.close();
  const guest = await open({ locale: "ru-RU", colorScheme: "dark", ...phone });
  const { page } = guest;
  await page.goto(`${web}/companies`);
  await page.getByRole("button", { name: "Создать аккаунт" }).click();
  await registerHere(page, at(domain, "Глеб Гость"));
  await page.waitForURL(`${web}/companies`);
  await page.getByRole("button", { name: "Вступить в «Open Ltd»" }).waitFor();
  assert.equal(await overflow(page), 0);
  await picture(page, "joinable-ru-dark-phone", { fullPage: true });
  await page.getByRole("button", { name: "Вступить в «Open Ltd»" }).click();

  await page.waitForURL(/notice=joined/);
  assert.equal(page.url().split("?")[0], company);
  await page.goto(`${web}/companies`);
  assert.equal(await page.getByText("Вы можете вступить").count(), 0);
  await page.goto(`${company}/domains`);
  await page.getByText("Нет доступа").waitFor();
  await picture(page, "domains-no-permission-ru-dark-phone");
  await guest.close();
});

test("ClosedCompany_LetsPeopleInWhoAsk", async () => {
  const owner = await open({ locale: "ru-RU", colorScheme: "dark", javaScriptEnabled: false });
  await register(owner.page, newPerson("Ольга Владелец"));
  const company = await companyOf(owner.page, "ООО «Северный чай»");
  const domain = newDomain();
  await prove(owner.page, company, domain, words["ru-RU"]);
  await letIn(owner.page, words["ru-RU"].approval, words["ru-RU"]);
  const guest = await open();
  const person = await register(guest.page, at(domain, "Gleb Guest"));
  const other = await open({ javaScriptEnabled: false });
  await register(other.page, at(domain, "Otto Other"));

  for (const { page } of [guest, other]) {
    await page.goto(`${web}/companies`);
    await page.getByRole("button", { name: "Ask to join “ООО «Северный чай»”" }).click();
    await page.getByText("You have asked to join.").waitFor();
  }
  await picture(guest.page, "joinable-asked-en-light-desktop", { fullPage: true });
  await guest.page.getByRole("button", { name: /Withdraw the request/ }).click();
  await guest.page.getByText("The request has been withdrawn.").waitFor();
  await guest.page.getByRole("button", { name: /Ask to join/ }).click();
  await guest.page.getByText("Waiting", { exact: true }).waitFor();

  await owner.page.goto(`${company}/members`);
  await owner.page.getByText(person.email).waitFor();
  await picture(owner.page, "join-requests-ru-dark-desktop", { fullPage: true });
  await owner.page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await overflow(owner.page), 0);
  await picture(owner.page, "join-requests-ru-dark-phone", { fullPage: true });
  await owner.page.getByRole("button", { name: "Принять: Gleb Guest" }).click();
  await owner.page.getByText("Теперь этот человек — участник компании.").waitFor();
  await owner.page.getByRole("button", { name: "Отказать: Otto Other" }).click();
  await owner.page.getByRole("alertdialog").getByRole("button", { name: "Отказать" }).click();
  await owner.page.getByText("В просьбе отказано.").waitFor();
  assert.equal(await owner.page.getByText("Просьбы принять").count(), 0);
  await owner.close();

  await guest.page.goto(company);
  await guest.page.locator("dl").getByText("Member", { exact: true }).waitFor();
  await other.page.goto(`${web}/companies`);
  await other.page.getByText("Declined", { exact: true }).waitFor();
  assert.equal(await other.page.getByRole("button", { name: /Ask to join/ }).count(), 0);
  await guest.close();
  await other.close();
});
