// Takes the two pictures of the README: `tests/end-to-end/run pictures`.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { createCompany, newPerson, register, startSignIn } from "./support/journeys.mjs";
import { newInn } from "./support/numbers.mjs";
import { identity, web } from "./support/platform.mjs";

const folder = new URL("../../docs/images/", import.meta.url).pathname;
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const settings = { locale: "en-GB", colorScheme: "light", viewport: { width: 1280, height: 800 } };

const visitor = await (await browser.newContext(settings)).newPage();
await startSignIn(visitor);
await visitor.waitForURL(`${identity}/sign-in**`);
await visitor.screenshot({ path: `${folder}sign-in.png` });

const page = await (await browser.newContext(settings)).newPage();
await register(page, { ...newPerson("Anna Petrova"), email: "anna.petrova@example.com" });
const companies = [
  { inn: newInn(), fullName: "Morning Harbour LLC" },
  { inn: newInn(), fullName: "Blue Pine JSC" },
  { inn: "7707083893", kpp: "773601001", fullName: "Northern Tea LLC" },
];
for (const company of companies) {
  await createCompany(page, company);
  await page.waitForURL(/notice=created/);
}
await page.goto(`${web}/dashboard`);
await page.locator("main h1").waitFor();
await page.screenshot({ path: `${folder}front-end.png` });
await browser.close();
