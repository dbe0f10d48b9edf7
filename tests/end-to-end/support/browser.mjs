import { strict as assert } from "node:assert";
import { mkdirSync } from "node:fs";
import { after } from "node:test";
import { chromium } from "playwright-core";
import { pictures } from "./platform.mjs";

/**
 * Playwright's own list, which one of ours replaces, as far as it matters here; and the window's search box, whose page is as
 * dear as those under test and is made anew for every person.
 */
const switchedOff = [
  "AvoidCorsURLLoaderRestartOnRedirect",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
  "AimEnabled",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
  "WebUIOmniboxPopup",
];

const options = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    `--disable-features=${switchedOff.join(",")}`,
  ],
};

let browser;
after(async () => (await browser)?.close());

/**
 * A browser of one person, with cookies of its own. What its console reports as an error fails the test when it is
 * closed: a blocked script or style, a broken hydration, an exception.
 */
export async function open(settings = {}) {
  browser ??= chromium.launch(options);
  const context = await (await browser).newContext({ locale: "en-GB", viewport: { width: 1280, height: 800 }, ...settings });
  // Registering hashes a password slowly on purpose, and test machines are busy.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    // A page that answers with 4xx is not an error of the browser; a missing script or style is.
    const about = message.location().url;
    if (message.type() === "error" && about !== page.url()) complaints.push(`${about}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));

  return {
    context,
    page,
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close();
    },
    async close() {
      await context.close();
      assert.deepEqual(complaints, [], "the browser reported errors");
    },
  };
}

/** Where SCREENSHOTS asks for them: no test compares pictures, and they take a twentieth of the work. */
export async function picture(page, name, settings = {}) {
  if (!process.env.SCREENSHOTS) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}${name}.png`, ...settings });
}

/** How far the page is wider than the screen; more than nothing scrolls sideways. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
