// Whose company is on the platform already claims it; its owners answer.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { companyOf, createCompany, newPerson, register } from "./support/journeys.mjs";
import { linkOfNewestMail } from "./support/mails.mjs";
import { newInn } from "./support/numbers.mjs";
import { web } from "./support/platform.mjs";

async function ownerOf(fullName, settings) {
  const browser = await open(settings);
  const inn = newInn();
  const { email } = await register(browser.page, newPerson("Olga Owner"));
  return { browser, page: browser.page, email, inn, company: await companyOf(browser.page, fullName, inn) };
}

/** Goes the way of somebody who wants to add a company that is there: from the form to the claim. */
async function claim(page, inn, message) {
  await createCompany(page, { inn, fullName: "The same company" });
  await page.getByRole("link", { name: /^(Claim this company|Заявить права на компанию)$/ }).click();
  await page.waitForURL(/claims\/new/);
  assert.equal(await page.locator("main [name=inn]").inputValue(), inn);
  await page.locator("main [name=message]").fill(message);
  await page.getByRole("button", { name: /^(Send the claim|Отправить заявку)$/ }).click();
}

test("Claim_LeadsFromATakenInnToAMembershipInTheRoleThatTheOwnerChooses", async () => {
  const owner = await ownerOf("ООО «Северный чай»", { locale: "ru-RU", colorScheme: "dark" });
  const guest = await open({ viewport: { width: 390, height: 844 } });
  const { page } = guest;
  const person = await register(page, newPerson("Gleb Guest"));

  await createCompany(page, { inn: owner.inn, fullName: "Northern Tea" });
  await page.getByRole("link", { name: "Claim this company" }).waitFor();
  assert.equal(await overflow(page), 0);
  await picture(page, "claim-offer-en-light-phone", { fullPage: true });
  await claim(page, owner.inn, "I do the accounts");
  await page.getByText("The owners of the company have your claim.").waitFor();
  const own = page.getByRole("region", { name: "Your claims" });
  await own.getByText(`Company with the INN ${owner.inn}`).waitFor();
  await own.getByText("Waiting", { exact: true }).waitFor();
  assert.equal(await overflow(page), 0);
  await picture(page, "claims-own-en-light-phone", { fullPage: true });
  await claim(page, owner.inn, "Once more");
  await page.locator("main [role=alert]").getByText("You have claimed this company.").waitFor();
  assert.equal(await page.locator("[name=message]").inputValue(), "Once more", "what was typed stays");

  await owner.page.goto(owner.company);
  await owner.page.getByRole("link", { name: "Ответить на заявку: Gleb Guest" }).waitFor();
  await picture(owner.page, "claims-ru-dark-desktop", { fullPage: true });
  await owner.page.getByRole("link", { name: "Ответить на заявку: Gleb Guest" }).click();
  await owner.page.waitForURL(/members\/claims/);
  assert.equal(await linkOfNewestMail(owner.email, 2), owner.page.url(), "the mail leads there too");
  await owner.page.getByText(person.email).waitFor();
  await owner.page.getByText("I do the accounts").waitFor();
  await owner.page.setViewportSize({ width: 390, height: 844 });
  assert.equal(await overflow(owner.page), 0);
  await picture(owner.page, "claim-ru-dark-phone", { fullPage: true });
  const address = owner.page.url();
  await owner.page.getByRole("radio", { name: "Администратор" }).check();
  await owner.page.getByRole("button", { name: "Сделать участником" }).click();
  await owner.page.getByText("Теперь этот человек — участник компании.").waitFor();
  assert.equal(await owner.page.getByRole("heading", { name: "Заявки" }).count(), 0);
  await owner.browser.close();

  await page.goto(`${web}/companies`);
  assert.equal(await page.getByText("Your claims").count(), 0);
  await page.locator("main table").getByRole("link", { name: "ООО «Северный чай»" }).click();
  await page.locator("dl").getByText("Administrator").waitFor();
  await page.goto(address);
  await page.getByText("You do not have permission").waitFor();
  await guest.close();
});

test("Claim_IsWithdrawnAndDeclinedAndWorksWithoutScripts", async () => {
  const owner = await ownerOf("Plain Ltd", { javaScriptEnabled: false });
  const guest = await open({ locale: "ru-RU", colorScheme: "dark", javaScriptEnabled: false });
  const { page } = guest;
  await register(page, newPerson("Глеб Гость"));
  await page.goto(`${web}/companies/claims/new`);
  await page.locator("main [name=inn]").fill(newInn());
  await page.getByRole("button", { name: "Отправить заявку" }).click();
  await page.locator("main [role=alert]").getByText("Компании с таким ИНН здесь нет.").waitFor();
  await picture(page, "claim-new-ru-dark-desktop", { fullPage: true });

  await claim(page, owner.inn, "Бухгалтер");
  await page.getByText("Владельцы компании получили вашу заявку.").waitFor();
  await page.getByRole("button", { name: `Отозвать заявку на компанию с ИНН ${owner.inn}` }).click();
  await page.getByText("Заявка отозвана.").waitFor();
  assert.equal(await page.getByText("Ваши заявки").count(), 0);
  await claim(page, owner.inn, "Главный бухгалтер");
  await page.getByText("Владельцы компании получили вашу заявку.").waitFor();

  await owner.page.goto(`${owner.company}/members`);
  await owner.page.getByRole("link", { name: "Answer the claim of Глеб Гость" }).click();
  await owner.page.getByRole("button", { name: "Decline", exact: true }).click();
  await owner.page.getByRole("button", { name: "Decline the claim" }).click();
  await owner.page.getByText("The claim has been declined.").waitFor();
  await owner.browser.close();

  await page.goto(`${web}/companies`);
  await page.getByText("Отклонена").waitFor();
  await picture(page, "claims-own-ru-dark-desktop", { fullPage: true });
  assert.equal(await page.getByRole("button", { name: /Отозвать/ }).count(), 0);
  await guest.close();
});
