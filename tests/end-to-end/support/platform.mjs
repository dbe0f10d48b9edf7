// Where the platform under test is and what it was started with; `run` sets the variables.
import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";

export const data = process.env.TEST_DATA ?? new URL("../../../.data", import.meta.url).pathname;

export const webSettings = parseEnv(readFileSync(`${data}/web.env`, "utf8"));
export const partnerSettings = parseEnv(readFileSync(`${data}/partner.env`, "utf8"));

export const web = webSettings.AUTH_URL;
export const identity = webSettings.AUTH_SAAS_ISSUER;

/** A second process of the same front end. Cookies ignore ports, so a browser has one session at both. */
export const secondWeb = process.env.SECOND_WEB_URL;

/** How long an access token lives in this run. */
export const accessTokenSeconds = Number(process.env.ACCESS_TOKEN_SECONDS ?? 900);

export const pictures = new URL("../output/", import.meta.url).pathname;
