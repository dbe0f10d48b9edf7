// The clients that the tests bring along, written to the data folder for `clients apply`, with the settings of the applications
// among them and the root key that the host will find there. Secrets are new in every run.
//   node clients.mjs FOLDER
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2];

const codeAndRefresh = ["authorization_code", "refresh_token"];
const person = ["openid", "profile", "email", "offline_access"];
const newSecret = () => randomBytes(32).toString("hex");

/** Runs in the browser alone: its address is its origin. */
const inTheBrowser = (clientId, port, more) => ({
  clientId,
  name: clientId,
  grantTypes: codeAndRefresh,
  redirectUris: [`http://localhost:${port}/`],
  postLogoutRedirectUris: [`http://localhost:${port}/`],
  origins: [`http://localhost:${port}`],
  scopes: [...person, "users.read"],
  ...more,
});

const onAServer = (clientId, port, more) => ({
  clientId,
  name: clientId,
  secret: newSecret(),
  firstParty: true,
  grantTypes: codeAndRefresh,
  redirectUris: [`http://localhost:${port}/callback`],
  scopes: person,
  ...more,
});

/** An application with Auth.js. */
const withAuthJs = (clientId, port, callback, more) => ({
  ...onAServer(clientId, port),
  redirectUris: [`http://localhost:${port}${callback}`],
  postLogoutRedirectUris: [`http://localhost:${port}/`],
  scopes: [...person, "organization", "companies.read", "companies.write", "users.read", "users.write"],
  ...more,
});

/** A second product of the same provider, with a session of its own. */
const other = withAuthJs("other", 3002, "/api/auth/callback/saas", { backchannelLogoutUri: "http://localhost:3002/backchannel-logout" });
/** See support/plain-app.mjs. */
const plain = withAuthJs("plain", 3003, "/auth/callback/saas");

/** Of somebody else, with a look of its own; nothing answers at its address. */
const shop = {
  ...inTheBrowser("shop", 3014),
  name: `Торговая площадка «${"Очень длинное название ".repeat(4)}» & <b>Co</b>`,
  logoFile: "shop.svg",
  color: "#C2410C",
  clientUri: "http://localhost:3014/",
  policyUri: "http://localhost:3014/privacy",
  tosUri: "http://localhost:3014/terms",
};

const clients = [
  shop,
  other,
  plain,
  inTheBrowser("oidc-client-ts", 3010, { firstParty: true }),
  // Of somebody else: people are asked for their consent.
  inTheBrowser("keycloak-js", 3011),
  // Sends no challenge.
  onAServer("passport-openidconnect", 3012, { requirePkce: false }),
  onAServer("oauth4webapi", 3013),
];

write("clients.json", JSON.stringify(clients, null, 2));
write("shop.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><style>.a{fill:#c2410c}</style><circle class="a" cx="20" cy="20" r="18"/></svg>');
write("other.env", settings(other, { COOKIE_NAME: "other", COMPANY_API_URL: "http://localhost:8001", USER_API_URL: "http://localhost:8002" }));
write("plain.env", settings(plain));
mkdirSync(join(folder, "secrets"), { mode: 0o700 });
write("secrets/root.key", randomBytes(32).toString("base64"));

function settings({ clientId, secret, redirectUris }, more = {}) {
  const all = {
    AUTH_URL: new URL(redirectUris[0]).origin,
    AUTH_SECRET: randomBytes(32).toString("hex"),
    AUTH_SAAS_ISSUER: "http://localhost:8000",
    AUTH_SAAS_ID: clientId,
    AUTH_SAAS_SECRET: secret,
    ...more,
  };
  return Object.entries(all).map(([name, value]) => `${name}=${value}\n`).join("");
}

function write(name, text) {
  writeFileSync(join(folder, name), text, { mode: 0o600 });
}
