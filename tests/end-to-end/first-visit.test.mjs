// The whole story of somebody new: registerOnPages, add a company, change it, change the profile, leave.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, picture } from "./support/browser.mjs";
import { createCompany, giveCredentials, newPerson, registerOnPages, signOut, startSignIn } from "./support/journeys.mjs";
import { identity, web } from "./support/platform.mjs";

test("A new person registers, keeps a company and a profile, and signs out everywhere", async () => {
  const browser = await open({ locale: "ru-RU" });
  const { page } = browser;
  const person = await registerOnPages(page, newPerson("Анна Петрова"));

  const header = page.getByRole("banner");
  assert.equal(await header.locator("strong").first().textContent(), person.name);
  assert.ok((await header.textContent()).includes(person.email), "the e-mail of the ID token is in the header");
  assert.equal(await page.locator("main h2").first().textContent(), "Недавние компании");
  await picture(page, "dashboard-empty");

  await page.goto(`${web}/companies`);
  await page.getByText("Компаний пока нет").waitFor();
  await createCompany(page, {
    inn: "7707083893",
    kpp: "773601001",
    ogrn: "1027700132195",
    fullName: "ООО «Северный чай»",
  });
  await page.waitForURL(/\/companies\/[0-9a-f-]{36}\?notice=created$/);
  await page.getByText("Компания добавлена.").waitFor();
  assert.equal(await page.locator("h1").textContent(), "ООО «Северный чай»");
  const details = await page.locator("dl").textContent();
  for (const value of ["7707083893", "773601001", "1027700132195", "Владелец"]) assert.ok(details.includes(value), value);
  await picture(page, "company");

  await page.goto(`${web}/companies`);
  await page.getByRole("link", { name: "ООО «Северный чай»" }).click();
  await page.waitForURL(/\/companies\/[0-9a-f-]{36}$/);
  await page.getByRole("link", { name: "Настройки" }).click();
  await page.locator("[name=shortName]").fill("Северный чай");
  await page.getByRole("button", { name: "Сохранить изменения" }).click();
  await page.getByText("Изменения сохранены.").waitFor();
  assert.equal(await page.locator("h1").textContent(), "Северный чай");

  await page.goto(`${web}/profile`);
  await page.locator("[name=name]").fill("Анна Смирнова");
  await page.locator("[name=jobTitle]").fill("Директор");
  await page.locator("[name=zoneinfo]").selectOption("Europe/Moscow");
  await page.getByRole("button", { name: "Сохранить профиль" }).click();
  await page.getByText("Профиль сохранён.").waitFor();
  await header.getByText("Анна Смирнова").first().waitFor();
  await page.reload();
  assert.equal(await page.locator("[name=jobTitle]").inputValue(), "Директор");
  assert.equal(await page.locator("[name=zoneinfo]").inputValue(), "Europe/Moscow");

  await signOut(page);
  await page.getByText("Вы вышли — и здесь, и у провайдера.").waitFor();
  await startSignIn(page);
  await page.waitForURL(`${identity}/sign-in**`);
  assert.ok(await page.locator("[name=Password]").isVisible(), "the provider asks for credentials again");
  await giveCredentials(page, person);
  await page.waitForURL(`${web}/dashboard`);
  await header.getByText("Анна Смирнова").first().waitFor();
  await browser.close();
});
