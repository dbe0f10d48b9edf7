// A provider of the tests' own, for what the real one never sends: it has a key to sign anything with. And the built front
// end as an application of it, with sessions that the tests seal themselves.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { freePort } from "../../free-port.mjs";
import { sealSession, sessionCookieOf } from "./session-cookie.mjs";

const web = new URL("../../../web/", import.meta.url);
export const event = "http://schemas.openid.net/event/backchannel-logout";

export async function startOwnIssuer() {
  const { privateKey, publicKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "RS256", use: "sig" };
  const server = createServer((request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(request.url === "/jwks" ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` }));
  });
  const issuer = `http://localhost:${await listen(server)}`;
  return { issuer, privateKey, close: () => server.close().closeAllConnections() };
}

/** A logout token that is right, but for what is given: claims (`undefined` leaves one out), header members, or the key. */
export async function logoutToken({ issuer, privateKey }, claims = {}, { key = privateKey, ...header } = {}) {
  const now = Math.floor(Date.now() / 1000);
  const right = { iss: issuer, aud: "app", iat: now, exp: now + 120, jti: crypto.randomUUID(), events: { [event]: {} } };
  return new SignJWT({ ...right, ...claims }).setProtectedHeader({ alg: "RS256", typ: "logout+jwt", kid: "one", ...header }).sign(key);
}

export async function startFrontEndOf(issuer) {
  const port = await freePort();
  const settings = {
    AUTH_URL: `http://localhost:${port}`,
    AUTH_SECRET: crypto.randomUUID(),
    AUTH_SAAS_ISSUER: issuer,
    AUTH_SAAS_ID: "app",
    AUTH_SAAS_SECRET: crypto.randomUUID(),
    COMPANY_API_URL: "http://localhost:8001",
    USER_API_URL: "http://localhost:8002",
  };
  const next = spawn(process.execPath, ["scripts/next.mjs", "start"], { cwd: web, env: { ...process.env, ...settings }, stdio: "ignore" });
  for (let tries = 0; !(await answers(`${settings.AUTH_URL}/icon.svg`)); tries++) {
    if (tries === 300) throw new Error("the front end did not start");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    url: settings.AUTH_URL,
    /** The name of whoever has this session, as the application sees it; null when it has ended. */
    async nameIn(session) {
      const cookie = `${sessionCookieOf(settings)}=${await sealSession(session, settings)}`;
      const answer = await (await fetch(`${settings.AUTH_URL}/api/auth/session`, { headers: { cookie } })).json();
      return answer?.user?.name ?? null;
    },
    async close() {
      next.kill();
      await once(next, "exit");
    },
  };
}

async function listen(server) {
  server.listen(0, "localhost");
  await once(server, "listening");
  return server.address().port;
}

async function answers(url) {
  return fetch(url).then(({ ok }) => ok, () => false);
}
