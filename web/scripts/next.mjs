// Runs a command of Next.js with this application's settings: `node scripts/next.mjs dev|build|start|typegen`.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const required = [
  "AUTH_URL",
  "AUTH_SECRET",
  "AUTH_SAAS_ISSUER",
  "AUTH_SAAS_ID",
  "AUTH_SAAS_SECRET",
  "COMPANY_API_URL",
  "USER_API_URL",
];
const command = process.argv[2];

function stop(message) {
  console.error(message);
  process.exit(1);
}

/** What is already in the environment wins over the file, so a container needs no file. */
function loadSettings() {
  const file = resolve(process.env.WEB_ENV_FILE ?? "../.data/web.env");
  if (existsSync(file)) process.loadEnvFile(file);

  const missing = required.filter((name) => !process.env[name]);
  if (missing.length === required.length) {
    stop(
      `No settings: ${file} does not exist.\n` +
        "Start the platform first: dotnet run --project platform/host\n" +
        "(or set WEB_ENV_FILE, or the variables that web/README.md lists).",
    );
  }
  if (missing.length > 0) stop(`Settings missing: ${missing.join(", ")}. Looked in the environment and in ${file}.`);
}

function portOf(address) {
  const url = URL.canParse(address) ? new URL(address) : stop(`AUTH_URL is not a URL: ${address}`);
  return url.port || (url.protocol === "https:" ? "443" : "80");
}

process.env.NEXT_TELEMETRY_DISABLED = "1";
const runs = command === "dev" || command === "start";
if (runs) loadSettings();

const options = runs ? ["--port", process.env.PORT ?? portOf(process.env.AUTH_URL)] : [];
process.argv.splice(2, 1, command, ...options);
await import(createRequire(import.meta.url).resolve("next/dist/bin/next"));
