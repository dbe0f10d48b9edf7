// A server with Passport, whose strategy sends no challenge and a nonce only when told to.
import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { test } from "node:test";
import express from "express";
import session from "express-session";
import passport from "passport";
import Strategy from "passport-openidconnect";
import { listen, registered } from "./support/applications.mjs";
import { open } from "./support/browser.mjs";
import { registerHere } from "./support/journeys.mjs";
import { identity } from "./support/platform.mjs";

const client = registered("passport-openidconnect");

async function application() {
  const provider = await (await fetch(`${identity}/.well-known/openid-configuration`)).json();
  const settings = {
    issuer: provider.issuer,
    authorizationURL: provider.authorization_endpoint,
    tokenURL: provider.token_endpoint,
    userInfoURL: provider.userinfo_endpoint,
    clientID: client.clientId,
    clientSecret: client.secret,
    callbackURL: client.redirectUris[0],
    scope: "profile email offline_access",
    prompt: "create",
    // Binds the code to this browser, in the place of a challenge.
    nonce: true,
  };
  const app = express();
  const authenticator = new passport.Passport();
  authenticator.use(
    new Strategy(settings, (issuer, fromUserInfo, fromIdToken, context, idToken, accessToken, refreshToken, parameters, done) =>
      done(null, { issuer, fromUserInfo, fromIdToken, hasRefreshToken: !!refreshToken, scope: parameters.scope })),
  );
  authenticator.serializeUser((user, done) => done(null, user));
  authenticator.deserializeUser((user, done) => done(null, user));
  app.get("/favicon.ico", (request, response) => response.status(204).end());
  app.use(session({ secret: randomBytes(32).toString("hex"), name: "passport.session", resave: false, saveUninitialized: false }));
  app.use(authenticator.session());
  app.get("/login", authenticator.authenticate("openidconnect"));
  app.get("/callback", authenticator.authenticate("openidconnect", { successRedirect: "/me" }));
  app.get("/me", (request, response) => response.json(request.user ?? null));
  return createServer(app);
}

test("Passport_WithoutAChallengeSignsInAndReadsTheProfile", async (t) => {
  const origin = await listen(t, await application(), client);
  const browser = await open();
  const { page } = browser;
  await page.goto(`${origin}/login`);
  assert.equal(new URL(page.url()).searchParams.has("code_challenge"), false);
  const person = await registerHere(page);
  await page.waitForURL(`${origin}/me`);

  const user = JSON.parse(await page.locator("body").innerText());
  assert.equal(new URL(user.issuer).href, new URL(identity).href);
  assert.match(user.fromUserInfo.id, /^[0-9a-f-]{36}$/);
  assert.equal(user.fromIdToken.id, user.fromUserInfo.id);
  assert.equal(user.fromUserInfo.displayName, person.name);
  assert.deepEqual(user.fromUserInfo.emails, [{ value: person.email }]);
  assert.equal(user.hasRefreshToken, true);
  await browser.close();
});
