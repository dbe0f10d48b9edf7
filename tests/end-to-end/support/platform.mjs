// Where the platform under test is and what it was started with; `run` sets the variables.
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

export const data = process.env.TEST_DATA ?? new URL("../../../.data", import.meta.url).pathname;

export const webSettings = parseEnv(readFileSync(`${data}/web.env`, "utf8"));
export const partnerSettings = parseEnv(readFileSync(`${data}/partner.env`, "utf8"));
/** What clients.mjs registered. */
export const otherSettings = settingsIn(`${data}/other.env`);
export const plainSettings = settingsIn(`${data}/plain.env`);

export const web = webSettings.AUTH_URL;
export const identity = webSettings.AUTH_SAAS_ISSUER;

/** A second process of the same front end. Cookies ignore ports, so a browser has one session at both. */
export const secondWeb = process.env.SECOND_WEB_URL;

/** Another application of the same provider: the front end again, with its own client and cookies. */
export const otherWeb = otherSettings.AUTH_URL;

/** How long an access token lives in this run, and how long an exchanged refresh token gives its successor to anybody. */
export const accessTokenSeconds = Number(process.env.ACCESS_TOKEN_SECONDS ?? 900);
export const reuseLeewaySeconds = Number(process.env.REUSE_LEEWAY_SECONDS ?? 30);

export const pictures = new URL("../output/", import.meta.url).pathname;

function settingsIn(file) {
  return existsSync(file) ? parseEnv(readFileSync(file, "utf8")) : {};
}
