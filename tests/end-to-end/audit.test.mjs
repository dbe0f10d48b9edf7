// The audit log of a company, as whoever may read it sees it.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, join, newPerson, register } from "./support/journeys.mjs";

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
    const company = await companyOf(page, "ООО «Северный чай»");

    await page.goto(company);
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

    for (const [format, ending] of [["CSV", "csv"], ["JSON Lines", "jsonl"]]) {
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: `${russian ? "Выгрузить как" : "Export as"} ${format}` }).click();
      const file = await download;
      assert.equal(file.suggestedFilename(), `audit-${company.split("/").at(-1)}.${ending}`);
      const exported = readFileSync(await file.path(), "utf8");
      assert.match(exported, /member\.joined/);
      assert.doesNotMatch(exported, /company\.created/, "the filter of the page holds");
    }

    await page.goto(`${company}/audit?until=2020-01-01`);
    await page.getByText(russian ? "Такого не было" : "Nothing of this kind").waitFor();
    await picture(page, `audit-none-${name}`, { fullPage: true });
    await browser.close();
  });
}

test("AuditExport_IsForWhoMayReadTheLogNeedsASessionAndIsLimited", async () => {
  const owner = await open();
  await register(owner.page);
  const company = await companyOf(owner.page, "Kept Ltd");
  const member = await open();
  await join(owner.page, member.page, company, await register(member.page, newPerson("Mikhail Member")));

  await member.page.goto(`${company}/audit/export?format=csv`);
  await member.page.getByText("You do not have permission").waitFor();
  const answer = await member.context.request.get(`${company}/audit/export`, { maxRedirects: 0 });
  assert.equal(answer.status(), 303);
  assert.equal((await owner.context.request.get(`${company}/audit/export`)).headers()["content-type"], "text/csv; charset=utf-8");
  const stranger = await fetch(`${company}/audit/export`, { redirect: "manual" });
  assert.match(stranger.headers.get("location"), /\/sign-in\?returnTo=/);
  for (let more = 0; more < 10; more++) await owner.context.request.get(`${company}/audit/export`);
  await owner.page.goto(`${company}/audit/export?action=member.joined`);
  await owner.page.locator("main [role=alert]").getByText("Too many exports at once.").waitFor();
  assert.equal(await owner.page.locator("[name=action]").inputValue(), "member.joined");
  await picture(owner.page, "audit-export-too-many");
  await member.close();
  await owner.close();
});
