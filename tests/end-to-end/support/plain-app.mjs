// An application that refreshes as Auth.js's guide shows: in the `jwt` callback, in every call that finds the access token
// expired, with nothing that keeps two of them apart. What the provider must bear with.
import { createServer } from "node:http";
import { Auth } from "@auth/core";
import { decode } from "@auth/core/jwt";
import { identity, plainSettings } from "./platform.mjs";

export const plainApp = plainSettings.AUTH_URL;
const cookieName = "authjs.session-token";

/** What was asked of the token endpoint, in order: the token presented, the answer's status, and the token it gave. */
export const exchanges = [];

const config = {
  basePath: "/auth",
  secret: plainSettings.AUTH_SECRET,
  trustHost: true,
  session: { strategy: "jwt" },
  providers: [
    {
      id: "saas",
      name: "SaasPlatform",
      type: "oidc",
      issuer: identity,
      clientId: plainSettings.AUTH_SAAS_ID,
      clientSecret: plainSettings.AUTH_SAAS_SECRET,
      checks: ["pkce", "state", "nonce"],
      style: { logo: "" },
      authorization: { params: { scope: "openid profile email offline_access" } },
    },
  ],
  callbacks: {
    async jwt({ token, account }) {
      if (account) return { ...token, ...kept(account) };
      return Date.now() < token.accessTokenExpiresAt * 1000 ? token : refresh(token);
    },
    session: ({ session, token }) => ({ ...session, error: token.error }),
  },
};

async function refresh(token) {
  const { token_endpoint: endpoint } = await (await fetch(`${identity}/.well-known/openid-configuration`)).json();
  const credentials = Buffer.from(`${plainSettings.AUTH_SAAS_ID}:${plainSettings.AUTH_SAAS_SECRET}`).toString("base64");
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { Authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: "refresh_token", refresh_token: token.refreshToken }),
  });
  const answer = await response.json();
  exchanges.push({ presented: token.refreshToken, status: response.status, successor: answer.refresh_token });
  return response.ok ? { ...token, ...kept(answer) } : { ...token, error: answer.error };
}

function kept({ access_token, refresh_token, expires_in }) {
  const accessTokenExpiresAt = Math.floor(Date.now() / 1000) + expires_in;
  return { accessToken: access_token, refreshToken: refresh_token, accessTokenExpiresAt };
}

/** As `auth()` does in a page: the session endpoint's answer without its cookies, which a page cannot set. */
async function auth(cookie) {
  const response = await Auth(new Request(`${plainApp}/auth/session`, { headers: { cookie } }), config);
  return { session: await response.json(), setCookies: response.headers.getSetCookie() };
}

async function answer(request) {
  const { pathname } = new URL(request.url);
  if (pathname.startsWith("/auth/")) return Auth(request, config);
  if (pathname === "/without-session") return html("No session asked for");
  const cookie = request.headers.get("cookie") ?? "";
  // The middleware's cookies reach the browser, but not the page, which sees the request as it came.
  const setCookies = pathname === "/with-middleware" ? (await auth(cookie)).setCookies : [];
  const { session } = await auth(cookie);
  const state = session?.user && !session.error ? "Signed in" : `Signed out ${session?.error ?? ""}`;
  return html(state, setCookies);
}

function html(heading, setCookies = []) {
  const headers = new Headers({ "Content-Type": "text/html" });
  for (const setCookie of setCookies) headers.append("Set-Cookie", setCookie);
  return new Response(`<!doctype html><title>Plain</title><link rel="icon" href="data:,"><h1>${heading}</h1>`, { headers });
}

/** Serves it until `close` is called. */
export async function startPlainApp() {
  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
    const response = await answer(new Request(plainApp + incoming.url, { method: incoming.method, headers: incoming.headers, body }));
    outgoing.writeHead(response.status, [...response.headers].flat());
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise((resolve) => server.listen(new URL(plainApp).port, "localhost", resolve));
  return { close: () => server.close().closeAllConnections() };
}

export async function signInToPlainApp(page) {
  await page.goto(`${plainApp}/auth/signin`);
  await page.getByRole("button", { name: "Sign in with SaasPlatform" }).click();
}

export async function plainSession(context) {
  const cookies = (await context.cookies(plainApp)).filter(({ name }) => name.startsWith(cookieName));
  const token = cookies.sort((a, b) => a.name.localeCompare(b.name)).map(({ value }) => value).join("");
  return decode({ token, secret: plainSettings.AUTH_SECRET, salt: cookieName });
}
