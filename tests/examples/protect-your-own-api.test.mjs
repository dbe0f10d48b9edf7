// The three APIs of docs/protect-your-own-api.md as they are: against an issuer that signs any token, and against the real provider.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { freePort } from "../free-port.mjs";

const root = resolve(import.meta.dirname, "../..");
const examples = join(root, "docs/examples/protect-your-own-api");
const { SignJWT, UnsecuredJWT } = createRequire(join(examples, "node/server.mjs"))("jose");
const configuration = process.env.CONFIGURATION ?? "Release";
const audience = "https://invoices.example.com";

const apis = {
  "ASP.NET Core": (port) => ["dotnet", [join(examples, `aspnetcore/bin/${configuration}/net10.0/Invoices.dll`), "--urls", `http://127.0.0.1:${port}`]],
  "Node.js": () => ["node", [join(examples, "node/server.mjs")]],
  Python: () => [process.env.PYTHON ?? "python3", [join(examples, "python/api.py")]],
};

/** Starts a program and waits until its address answers anything at all. */
async function start(command, environment, address) {
  const program = spawn(command[0], command[1], { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (text) => (said += text));
  for (const deadline = Date.now() + 60_000; ; await new Promise((r) => setTimeout(r, 50))) {
    if (await fetch(address).then(() => true, () => false)) return program;
    assert.ok(program.exitCode === null && Date.now() < deadline, `${command.flat().join(" ")} did not start:\n${said}`);
  }
}

async function stop(program) {
  if (!program || program.exitCode !== null) return;
  program.kill("SIGKILL");
  await once(program, "exit");
}

const call = (port, token) => fetch(`http://127.0.0.1:${port}/invoices`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

/** An issuer whose private key the test holds. */
async function standInIssuer() {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}/`;
  const documents = {
    "/.well-known/openid-configuration": { issuer, jwks_uri: `${issuer}jwks` },
    "/jwks": { keys: [{ ...createPublicKey(pair.privateKey).export({ format: "jwk" }), kid: "k", use: "sig" }] },
  };
  const server = createServer((request, response) => response.end(JSON.stringify(documents[request.url] ?? {}))).listen(port, "127.0.0.1");
  await once(server, "listening");
  return { issuer, privateKey: pair.privateKey, publicPem: pair.publicKey.export({ format: "pem", type: "spki" }), close: () => server.close() };
}

describe("an API", () => {
  let stand, sign;
  before(async () => {
    stand = await standInIssuer();
    const now = () => Math.floor(Date.now() / 1000);
    sign = (claims = {}, header = {}, key = stand.privateKey) =>
      new SignJWT({ iss: stand.issuer, aud: audience, sub: "s", scope: "invoices.read", iat: now(), exp: now() + 900, ...claims })
        .setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid: "k", ...header }).sign(key);
  });
  after(() => stand.close());

  for (const [name, command] of Object.entries(apis)) {
    test(`${name} takes what is meant for it and nothing else`, async () => {
      const port = await freePort();
      const program = await start(command(port), { ISSUER: stand.issuer, AUDIENCE: audience, PORT: `${port}` }, `http://127.0.0.1:${port}/`);
      try {
        const good = await call(port, await sign());
        assert.deepEqual([good.status, await good.json()], [200, [{ number: "2026-001" }]]);
        assert.equal((await call(port, await sign({ scope: "openid invoices.read" }))).status, 200);
        assert.equal((await call(port, await sign({ aud: ["https://other.example", audience] }))).status, 200);

        const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
        const past = Math.floor(Date.now() / 1000) - 3600;
        const refused = {
          "no token": undefined,
          "no JWT": "nonsense",
          "another audience": await sign({ aud: "https://other.example" }),
          "no audience": await sign({ aud: undefined }),
          "another issuer": await sign({ iss: "https://other.example/" }),
          "an ID token's type": await sign({}, { typ: "JWT" }),
          "no type": await sign({}, { typ: undefined }),
          "an expired token": await sign({ iat: past, exp: past + 60 }),
          "a token without end": await sign({ exp: undefined }),
          "another algorithm of the same key": await sign({}, { alg: "PS256" }),
          "the public key as a shared secret": await sign({}, { alg: "HS256" }, new TextEncoder().encode(stand.publicPem)),
          "no signature": new UnsecuredJWT({ iss: stand.issuer, aud: audience, scope: "invoices.read" }).setExpirationTime("5m").encode(),
          "somebody else's key": await sign({}, {}, other),
          "an unknown key": await sign({}, { kid: "unknown" }, other),
        };
        for (const [reason, token] of Object.entries(refused)) {
          const answer = await call(port, token);
          assert.deepEqual([reason, answer.status], [reason, 401]);
          assert.match(answer.headers.get("www-authenticate") ?? "", /^Bearer/, reason);
        }

        assert.equal((await call(port, await sign({ scope: "invoices.write" }))).status, 403);
        assert.equal((await call(port, await sign({ scope: "invoices.read.all" }))).status, 403);
        assert.equal((await call(port, await sign({ scope: undefined }))).status, 403);
      } finally {
        await stop(program);
      }
    });
  }
});

test("the guide shows the files as they are", () => {
  const guide = readFileSync(join(root, "docs/protect-your-own-api.md"), "utf8");
  const shown = [...guide.matchAll(/\]\(examples\/protect-your-own-api\/([^)]+)\)\n\n```\w+\n(.*?)```/gs)];
  assert.deepEqual(shown.map(([, path]) => path), ["scopes.json", "clients.json", "aspnetcore/Program.cs", "node/server.mjs", "python/api.py"]);
  for (const [, path, text] of shown) assert.equal(text, readFileSync(join(examples, path), "utf8"), path);
});

describe("with the provider", () => {
  const data = mkdtempSync(join(tmpdir(), "saas-examples-"));
  const identity = join(root, `identity/bin/${configuration}/net10.0/Identity.dll`);
  let environment, address, provider;
  const secrets = {};

  const identityCommand = (...words) => execFileSync("dotnet", [identity, ...words], { env: environment, encoding: "utf8", cwd: data, stdio: ["ignore", "pipe", "pipe"] });

  before(async () => {
    address = `http://127.0.0.1:${await freePort()}`;
    environment = { ...process.env, DOTNET_ENVIRONMENT: "Production", IDENTITY_Http__Url: address, IDENTITY_RootKey: randomBytes(32).toString("base64") };
    Object.assign(environment, { PLATFORM_Database__Provider: "Sqlite", PLATFORM_Database__Directory: data, PLATFORM_Addresses__Identity: address });
    for (const [i, service] of ["Company", "User", "Partner", "Web"].entries()) environment[`PLATFORM_Addresses__${service}`] = `http://127.0.0.1:${i + 1}`;

    const key = join(data, "identity-service.pem");
    writeFileSync(key, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "pem", type: "pkcs8" }), { mode: 0o600 });
    Object.assign(environment, { IDENTITY_Mail__Host: "localhost", IDENTITY_Mail__From: "noreply@example.com" });
    Object.assign(environment, { IDENTITY_ServiceClient__PrivateKeyFile: key, PLATFORM_Events__Secrets__0: `whsec_${randomBytes(32).toString("base64")}` });

    identityCommand("db", "migrate");
    assert.throws(() => identityCommand("scopes", "apply", join(examples, "scopes.json"), "--dry-run"), { status: 3 });
    identityCommand("scopes", "apply", join(examples, "scopes.json"));
    const applied = identityCommand("clients", "apply", join(examples, "clients.json"));
    for (const [, client, secret] of applied.matchAll(/The secret of (\S+), shown this once: (\S+)/g)) secrets[client] = secret;
    assert.deepEqual(Object.keys(secrets).sort(), ["bookkeeping", "invoices-api"]);
    provider = await start(["dotnet", [identity]], environment, `${address}/health/live`);
  });

  after(async () => {
    await stop(provider);
    rmSync(data, { recursive: true });
  });

  const post = (path, client, fields) => fetch(address + path, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${client}:${secrets[client]}`).toString("base64")}` },
    body: new URLSearchParams(fields),
  });
  const tokenFor = async (scope) => (await (await post("/connect/token", "bookkeeping", { grant_type: "client_credentials", scope })).json()).access_token;

  for (const [name, command] of Object.entries(apis)) {
    test(`${name} takes a token of its scope`, async () => {
      const port = await freePort();
      const program = await start(command(port), { ISSUER: address, AUDIENCE: audience, PORT: `${port}` }, `http://127.0.0.1:${port}/`);
      try {
        assert.equal((await call(port, await tokenFor("invoices.read"))).status, 200);
        assert.equal((await call(port, await tokenFor("invoices.write"))).status, 403);
        assert.equal((await call(port, await tokenFor("partners.read"))).status, 401);
      } finally {
        await stop(program);
      }
    });
  }

  test("the API asks about its tokens and about no other", async () => {
    const ask = async (token) => (await post("/connect/introspect", "invoices-api", { token })).json();
    const own = await ask(await tokenFor("invoices.read"));
    assert.deepEqual([own.active, own.scope, own.client_id], [true, "invoices.read", "bookkeeping"]);
    assert.deepEqual(await ask(await tokenFor("partners.read")), { active: false });
  });

  test("the discovery document names the scopes", async () => {
    const { scopes_supported } = await (await fetch(`${address}/.well-known/openid-configuration`)).json();
    assert.ok(scopes_supported.includes("invoices.read") && scopes_supported.includes("invoices.write"));
  });
});
