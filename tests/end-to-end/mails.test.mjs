// What is done through mails: confirming an address, setting a forgotten password, the development mailbox.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { fillInRegistration, giveCredentials, newPerson, register, startSignIn } from "./support/journeys.mjs";
import { linkOfNewestMail, mailsTo } from "./support/mails.mjs";
import { identity, web } from "./support/platform.mjs";

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };
const looks = [
  { name: "ru-light-desktop", locale: "ru-RU", colorScheme: "light", ...desktop },
  { name: "en-dark-desktop", locale: "en-GB", colorScheme: "dark", ...desktop },
  { name: "ru-dark-phone", locale: "ru-RU", colorScheme: "dark", ...phone },
  { name: "en-light-phone", locale: "en-GB", colorScheme: "light", ...phone },
];

test("Register_MailboxLeadsBackToTheFrontEnd", async () => {
  const browser = await open();
  const { page, context } = browser;
  const person = await fillInRegistration(page);
  await page.getByText(person.email).waitFor();
  await linkOfNewestMail(person.email);
  await page.getByRole("link", { name: "Open the development mailbox" }).click();
  await page.getByRole("listitem").filter({ hasText: person.email }).getByRole("link").click();
  // The link in the HTML opens a tab of its own, outside the sandbox.
  const opened = context.waitForEvent("page");
  await page.frameLocator("iframe").getByRole("link", { name: "Confirm address" }).click();
  const tab = await opened;
  await tab.getByRole("button", { name: "Confirm and continue" }).click();
  await tab.waitForURL(`${web}/dashboard`);
  await browser.close();
});

test("Register_OnThePhoneNeedsThePasswordAndTheFirstBrowserGoesOn", async () => {
  const first = await open();
  const person = await fillInRegistration(first.page);
  const other = await open(phone);
  await other.page.goto(await linkOfNewestMail(person.email));
  await other.page.locator("[name=Password]").fill("not the password");
  await other.page.getByRole("button", { name: "Confirm and continue" }).click();
  await other.page.locator(".summary").waitFor();
  await other.page.locator("[name=Password]").fill(person.password);
  await other.page.getByRole("button", { name: "Confirm and continue" }).click();
  await other.page.getByRole("heading", { name: "Your address is confirmed" }).waitFor();
  await other.close();

  await first.page.getByRole("link", { name: "Sign in" }).click();
  await giveCredentials(first.page, person);
  await first.page.waitForURL(`${web}/dashboard`);
  await first.close();
});

test("ForgotPassword_SetsANewOneAndReturnsToTheFrontEnd", async () => {
  const browser = await open();
  const { page } = browser;
  const person = await register(page);
  await page.context().clearCookies();

  await startSignIn(page);
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await page.locator("[name=Email]").fill(person.email);
  await page.getByRole("button", { name: "Send link" }).click();
  await page.getByRole("heading", { name: "Check your mail" }).waitFor();
  await page.goto(await linkOfNewestMail(person.email, 2));
  const changed = { ...person, password: `New-${person.password}` };
  await page.locator("[name=Password]").fill(changed.password);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByText("Your new password is set.").waitFor();
  await giveCredentials(page, changed);
  await page.waitForURL(`${web}/dashboard`);
  await linkOfNewestMail(person.email, 3);
  assert.match(mailsTo(person.email).at(-1), /^Your password was changed/m);
  await browser.close();
});

for (const { name, ...settings } of looks) {
  test(`MailPages_FitAndSpeak_${name}`, async () => {
    const browser = await open(settings);
    const { page } = browser;
    const language = settings.locale.slice(0, 2);
    const person = { ...newPerson(), email: `a-rather-long-address-${newPerson().email}` };
    await page.goto(`${identity}/sign-in`);
    await check("sign-in-page");
    await fillInRegistration(page, person);
    await check("check-mail");
    await page.locator("main form button").click();
    await page.waitForURL(/again=True/i);
    await check("check-mail-again");
    const link = await linkOfNewestMail(person.email, 2);

    const stranger = await open(settings);
    await stranger.page.goto(link);
    await check("confirm-elsewhere", stranger.page);
    await stranger.page.locator("[name=Password]").fill("wrong");
    await stranger.page.locator("main form .button").click();
    await stranger.page.locator(".summary").waitFor();
    await check("confirm-refused", stranger.page);
    await stranger.page.locator("[name=Password]").fill(person.password);
    await stranger.page.locator("main form .button").click();
    await stranger.page.waitForURL(/register\/confirmed/);
    await check("confirmed", stranger.page);
    await stranger.page.goto(link);
    await check("confirm-used", stranger.page);
    await stranger.page.goto(`${identity}/register/confirm?token=x`);
    await check("confirm-unknown", stranger.page);
    await stranger.close();

    await page.goto(`${identity}/register/check-mail`);
    await check("check-mail-gone");
    await fillInRegistration(page, newPerson());
    await page.goto(`${identity}/dev/mailbox`);
    await check("mailbox");
    await page.locator(".mails a").first().click();
    await page.frameLocator("iframe").locator("h1").waitFor();
    await check("mail");

    await page.goto(`${identity}/forgot-password`);
    await check("forgot-password");
    await page.locator("main form .button").click();
    await page.locator(".summary").waitFor();
    await check("forgot-password-error");
    await page.locator("[name=Email]").fill(person.email);
    await page.locator("main form .button").click();
    await page.waitForURL(/to=/);
    await check("forgot-password-sent");
    await page.goto(await linkOfNewestMail(person.email, 3));
    await check("reset-password");
    await page.locator("[name=Password]").fill("short");
    await page.locator("main form .button").click();
    await page.locator(".summary").waitFor();
    await check("reset-password-error");
    await page.locator("[name=Password]").fill(`New-${person.password}`);
    await page.locator("main form .button").click();
    await page.locator(".notice").waitFor();
    await check("sign-in-changed");
    await browser.close();

    async function check(what, on = page) {
      await on.locator("main h1").first().waitFor();
      assert.equal(await on.locator("html").getAttribute("lang"), language);
      assert.equal(await overflow(on), 0, `${what} scrolls sideways`);
      await picture(on, `${what}-${name}`, { fullPage: true });
    }
  });
}
