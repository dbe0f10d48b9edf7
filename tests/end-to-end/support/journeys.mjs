// What people do in many tests: on the pages as they are, or, where a test needs it done and is about something else, by their forms alone.
import { strict as assert } from "node:assert";
import { randomUUID } from "node:crypto";
import { load, send } from "./forms.mjs";
import { linkOfNewestMail } from "./mails.mjs";
import { newInn } from "./numbers.mjs";
import { identity, web } from "./platform.mjs";

export function newPerson(name = "Анна Петрова") {
  const id = randomUUID();
  return { name, email: `person-${id.slice(0, 13)}@example.com`, password: `Passphrase-${id}` };
}

/** Registers from the start page of the front end, confirms the address with the mailed link and is signed in; by the forms alone. */
export async function register(page, person = newPerson()) {
  const start = await load(page, web);
  const form = await send(page, start, {}, start.html.includes("Создать аккаунт") ? "Создать аккаунт" : "Create an account");
  await send(page, form, { Name: person.name, Email: person.email, Password: person.password, PersonalData: "yes" });
  const signedIn = await send(page, await load(page, await linkOfNewestMail(person.email)));
  assert.equal(signedIn.url, `${web}/dashboard`);
  return person;
}

/** The same on the pages, and ends at the overview. */
export async function registerOnPages(page, person = newPerson()) {
  await fillInRegistration(page, person);
  await confirm(page, person);
  await page.waitForURL(`${web}/dashboard`);
  return person;
}

/** Registers as far as the page that says where the mail went. */
export async function fillInRegistration(page, person = newPerson()) {
  await page.goto(web);
  await page.getByRole("button", { name: /^(Create an account|Создать аккаунт)$/ }).click();
  return giveRegistration(page, person);
}

/** Registers at the provider's page, which must be showing, and goes on to where that leads. */
export async function registerHere(page, person = newPerson()) {
  await giveRegistration(page, person);
  await confirm(page, person);
  return person;
}

async function confirm(page, person) {
  await page.goto(await linkOfNewestMail(person.email));
  await page.locator("main form .button").first().click();
}

async function giveRegistration(page, person) {
  await page.waitForURL(`${identity}/register**`);
  await page.locator("[name=Name]").fill(person.name);
  await page.locator("[name=Email]").fill(person.email);
  await page.locator("[name=Password]").fill(person.password);
  await page.locator("[name=PersonalData]").check();
  await page.locator("main form .button").first().click();
  await page.waitForURL(`${identity}/register/check-mail**`);
  return person;
}

/** Gives the credentials at the provider's sign-in page, which must be showing. */
export async function giveCredentials(page, person) {
  await page.waitForURL(`${identity}/sign-in**`);
  await page.locator("[name=Email]").fill(person.email);
  await page.locator("[name=Password]").fill(person.password);
  await page.locator("main form .button").first().click();
}

export async function startSignIn(page, at = web) {
  await page.goto(at);
  await page.getByRole("button", { name: /^(Sign in|Войти)$/ }).click();
}

export async function signOut(page, at = web) {
  await page.locator("[popovertarget=account-menu]").click();
  await page.locator("form[action='/sign-out'] button").click();
  await page.waitForURL(`${at}/?state=signed-out`);
}

export async function createCompany(page, company) {
  await page.goto(`${web}/companies/new`);
  for (const [name, value] of Object.entries(company)) await page.locator(`main [name=${name}]`).fill(value);
  await page.locator("main form button[type=submit]").last().click();
}

/** Creates a company by the form alone and gives its address. */
export async function companyOf(page, fullName, inn = newInn()) {
  const created = await send(page, await load(page, `${web}/companies/new`), { inn, fullName }, 'name="inn"');
  assert.match(created.url, /notice=created/, created.html);
  return created.url.split("?")[0];
}

/** Invites somebody by mail; in either language, with or without scripts. */
export async function invite(page, company, email, role = "member") {
  await page.goto(`${company}/members`);
  await page.locator("main [name=email]").fill(email);
  await page.locator("main select[name=role]").selectOption(role);
  await page.getByRole("button", { name: /^(Send invitation|Отправить приглашение)$/ }).click();
  await page.waitForURL(/notice=invited/);
}

/** Makes somebody a member, by an invitation that they accept; by the forms alone. */
export async function join(page, guest, company, { email }, role = "member") {
  const invited = await send(page, await load(page, `${company}/members`), { email, role }, 'name="email"');
  assert.match(invited.url, /notice=invited/, invited.html);
  const joined = await send(guest, await load(guest, await linkOfNewestMail(email, 2)), { intent: "accept" }, 'name="intent"');
  assert.match(joined.url, /notice=joined/, joined.html);
}
