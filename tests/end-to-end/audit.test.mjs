// The audit log of a company, as whoever may read it sees it.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { createCompany, register } from "./support/journeys.mjs";
import { newInn } from "./support/numbers.mjs";

const looks = [
  { name: "ru-dark-phone", locale: "ru-RU", colorScheme: "dark", viewport: { width: 390, height: 844 }, isMobile: true },
  { name: "en-light-desktop", locale: "en-GB", colorScheme: "light", viewport: { width: 1280, height: 800 } },
];

for (const { name, ...settings } of looks) {
  test(`Audit_ShowsWhatWasDoneAndIsNarrowedDown_${name}`, async () => {
    const russian = settings.locale === "ru-RU";
    const browser = await open(settings);
    const { page } = browser;
    await register(page);
    await createCompany(page, { inn: newInn(), fullName: "ООО «Северный чай»" });
    await page.waitForURL(/notice=created/);
    const company = page.url().split("?")[0];

    await page.getByRole("link", { name: russian ? "Журнал" : "Audit log" }).click();
    await page.getByText(russian ? "Компания добавлена" : "Company added").last().waitFor();
    assert.match(await page.locator("ol").textContent(), /ООО «Северный чай»/);
    assert.equal(await page.locator("ol > li").count(), 2);
    assert.equal(await overflow(page), 0);
    await picture(page, `audit-${name}`, { fullPage: true });

    await page.locator("[name=action]").selectOption("member.joined");
    await page.getByRole("button", { name: russian ? "Показать" : "Show" }).click();
    await page.waitForURL(/action=member\.joined/);
    assert.equal(await page.locator("ol > li").count(), 1);

    await page.goto(`${company}/audit?until=2020-01-01`);
    await page.getByText(russian ? "Такого не было" : "Nothing of this kind").waitFor();
    await picture(page, `audit-none-${name}`, { fullPage: true });
    await browser.close();
  });
}
