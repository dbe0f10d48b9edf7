// Languages, light and dark, phone and desktop, for every page; nothing scrolls sideways and the browser reports nothing.
import { strict as assert } from "node:assert";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { open, overflow, picture } from "./support/browser.mjs";
import { createCompany, register } from "./support/journeys.mjs";
import { newInn } from "./support/numbers.mjs";
import { identity, web } from "./support/platform.mjs";

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };
const looks = [
  { name: "ru-light-desktop", locale: "ru-RU", colorScheme: "light", ...desktop },
  { name: "en-dark-desktop", locale: "en-GB", colorScheme: "dark", ...desktop },
  { name: "ru-dark-phone", locale: "ru-RU", colorScheme: "dark", ...phone },
  { name: "en-light-phone", locale: "en-GB", colorScheme: "light", ...phone },
];

const headings = {
  ru: ["Компании", "Новая компания", "Профиль", "Войдите, чтобы продолжить"],
  en: ["Companies", "New company", "Profile", "Sign in to continue"],
};

for (const { name, ...settings } of looks) {
  test(`Pages_FitAndSpeak_${name}`, async () => {
    const browser = await open(settings);
    const { page } = browser;
    const language = settings.locale.slice(0, 2);
    await page.goto(web);
    await check("start");
    await register(page);
    await page.goto(`${web}/dashboard`);
    await check("dashboard");
    await createCompany(page, { inn: newInn(), fullName: `ООО «${"Очень длинное наименование ".repeat(6)}»` });
    await page.waitForURL(/notice=created/);
    await check("company");

    const paths = ["/companies", "/companies/new", "/profile", "/sign-in"];
    for (const [index, path] of paths.entries()) {
      await page.goto(web + path);
      assert.equal(await page.locator("main h1").textContent(), headings[language][index]);
      await check(path.slice(1).replace("/", "-"));
    }
    await browser.close();

    async function check(what) {
      await page.locator("main h1").first().waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.equal(await overflow(page), 0, `${what} scrolls sideways`);
      const [red] = (await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).match(/\d+/g).map(Number);
      assert.equal(red > 128 ? "light" : "dark", settings.colorScheme, what);
      await picture(page, `${what}-${name}`, { fullPage: true });
    }
  });
}

const shop = createServer((_, answer) => answer.setHeader("Content-Type", "text/html").end("<link rel=icon href=data:,><h1>Shop</h1>"));
before(() => once(shop.listen(3014, "localhost"), "listening"));
after(() => shop.close().closeAllConnections());

for (const { name, ...settings } of looks) {
  test(`IdentityPages_LookLikeTheClientOfTheRequest_${name}`, async () => {
    const browser = await open(settings);
    const { page } = browser;
    const language = settings.locale.slice(0, 2);
    await register(page);

    await page.goto(requestOf("shop"));
    await check("consent", "rgb(194, 65, 12)");
    await page.locator("main form .button").first().click();
    await page.waitForURL(/^http:\/\/localhost:3014\/\?code=/);
    await page.getByRole("heading", { name: "Shop" }).waitFor();
    await page.goto(`${identity}/sign-in?returnUrl=${encodeURIComponent(requestOf("shop").slice(identity.length))}`);
    await check("sign-in-of-shop", "rgb(194, 65, 12)");

    await page.goto(`${identity}/applications`);
    await check("applications");
    await page.locator("main form .button").first().click();
    await page.waitForURL(/changed=access/);
    await check("applications-none");
    assert.equal(await page.locator("main form").count(), 0);
    await page.goto(requestOf("nobody"));
    await page.locator("summary").click();
    await check("unknown-application");
    await browser.close();

    async function check(what, fill) {
      await page.locator("main h1").waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), language);
      assert.equal(await overflow(page), 0, `${what} scrolls sideways`);
      if (fill) {
        assert.equal(await page.locator("main form .button").first().evaluate((b) => getComputedStyle(b).backgroundColor), fill);
        assert.ok((await page.locator(".client-logo").evaluate((logo) => logo.naturalWidth)) > 0, `${what} shows no logo`);
      }
      await picture(page, `${what}-${name}`, { fullPage: true });
    }
  });
}

function requestOf(clientId) {
  const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  const parameters = { client_id: clientId, response_type: "code", redirect_uri: "http://localhost:3014/", scope: "openid email", state: "s", code_challenge: challenge, code_challenge_method: "S256" };
  return `${identity}/connect/authorize?${new URLSearchParams(parameters)}`;
}

test("Language_ChoiceHoldsAgainstTheBrowsersOwn", async () => {
  const browser = await open({ locale: "en-GB" });
  const { page } = browser;
  await page.goto(web);
  await page.getByRole("button", { name: "Русский" }).click();
  await page.getByRole("button", { name: "Войти" }).waitFor();
  await page.reload();
  assert.equal(await page.locator("html").getAttribute("lang"), "ru");
  await browser.close();
});

test("Appearance_PreferenceHoldsHereAndAfterSigningInElsewhere", async () => {
  const browser = await open({ colorScheme: "light" });
  const { page, context } = browser;
  await register(page);
  await page.goto(`${web}/profile`);
  await page.getByRole("radio", { name: "Dark" }).check();
  await page.getByRole("button", { name: "Save preferences" }).click();
  await page.getByText("Your preferences have been saved.").waitFor();
  await page.locator("html[data-theme=dark]").waitFor();

  await context.clearCookies({ name: /^saasplatform-web\./ });
  await page.goto(web);
  assert.equal(await page.locator("html").getAttribute("data-theme"), "system");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${web}/dashboard`);
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  await browser.close();
});

test("Keyboard_SkipLinkLeadsPastTheNavigation", async () => {
  const browser = await open();
  const { page } = browser;
  await register(page);
  await page.goto(`${web}/dashboard`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to content");
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, "#content");
  await browser.close();
});

test("Headers_AllowNothingFromElsewhere", async () => {
  const answer = await fetch(`${web}/sign-in`);
  const policy = answer.headers.get("content-security-policy");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self' 'nonce-[0-9a-f]{32}' 'strict-dynamic'/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  assert.equal(answer.headers.get("x-powered-by"), null);
  const other = await fetch(`${web}/sign-in`);
  assert.notEqual(other.headers.get("content-security-policy"), policy, "a new nonce each time");
});
