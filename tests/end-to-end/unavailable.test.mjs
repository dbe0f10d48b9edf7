// What every page says while a service cannot be reached, and that it comes back when the service does.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, register } from "./support/journeys.mjs";
import { newInn } from "./support/numbers.mjs";
import { frontEndWithSwitch } from "./support/switched-off.mjs";

const services = await frontEndWithSwitch();

test("Pages_SayThatTheServiceCannotBeReachedAndComeBack", async () => {
  const browser = await open({ locale: "ru-RU", colorScheme: "dark", viewport: { width: 390, height: 844 } });
  const { page } = browser;
  await register(page);
  const company = new URL(await companyOf(page, "ООО «Северный чай»")).pathname;
  const unavailable = page.getByRole("heading", { name: "Сервис недоступен" });

  const everything = /./;
  const pages = [
    { path: "/dashboard", off: everything, back: "heading", name: "Недавние компании" },
    { path: "/companies", off: everything, back: "link", name: "ООО «Северный чай»" },
    { path: "/profile", off: everything, back: "button", name: "Сохранить профиль" },
    { path: "/profile", off: /\/preferences/, back: "button", name: "Сохранить настройки" },
    { path: company, off: everything, back: "heading", name: "Реквизиты" },
    { path: `${company}/settings`, off: everything, back: "button", name: "Сохранить изменения" },
    // The company is there, and what its section lists is not.
    { path: `${company}/members`, off: /\/members\?/, back: "heading", name: "Участники" },
    { path: `${company}/roles`, off: /\/roles/, back: "link", name: "Новая роль" },
    { path: `${company}/roles/new`, off: /\/permissions/, back: "button", name: "Добавить роль" },
    { path: `${company}/branches`, off: /\/branches/, back: "link", name: "Новый филиал" },
    { path: `${company}/audit`, off: /\/audit-entries/, back: "link", name: "Выгрузить как CSV" },
  ];
  for (const [index, { path, off, back, name }] of pages.entries()) {
    services.off = off;
    services.dead = index % 2 === 0;
    await page.goto(services.url + path);
    await unavailable.first().waitFor();
    assert.equal(await page.getByRole(back, { name, exact: true }).count(), 0, path);
    assert.equal(await overflow(page), 0, path);
    await picture(page, `unavailable${path.replace(company, "/company").replaceAll("/", "-")}`, { fullPage: true });
    services.off = undefined;
    await page.getByRole("link", { name: "Попробовать снова" }).first().click();
    await page.getByRole(back, { name, exact: true }).first().waitFor();
    assert.equal(await unavailable.count(), 0, path);
  }

  services.off = /\/export/;
  await page.getByRole("link", { name: "Выгрузить как CSV" }).click();
  await page.locator("main [role=alert]").getByText("Сейчас выгрузить журнал не получилось.").waitFor();

  await page.goto(`${services.url}/companies/new`);
  services.off = everything;
  await page.locator("[name=inn]").fill(newInn());
  await page.locator("[name=fullName]").fill("Набрано");
  await page.getByRole("button", { name: "Добавить компанию" }).click();
  await page.locator("main [role=alert]").getByText("Сервис сейчас недоступен.").waitFor();
  assert.equal(await page.locator("[name=fullName]").inputValue(), "Набрано", "what was typed stays");
  services.off = undefined;
  await browser.context.close();
});

test("Pages_ComeBackWithoutScripts", async () => {
  const browser = await open({ javaScriptEnabled: false });
  const { page } = browser;
  await register(page);
  services.off = /./;
  await page.goto(`${services.url}/companies?notice=left`);
  await page.getByRole("heading", { name: "The service is not available" }).waitFor();
  await picture(page, "unavailable-en-light-desktop");
  services.off = undefined;
  await page.getByRole("link", { name: "Try again" }).click();
  await page.getByText("No companies yet").waitFor();
  assert.equal(page.url(), `${services.url}/companies?notice=left`);
  await browser.close();
});
