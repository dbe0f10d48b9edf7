import "server-only";
import NextAuth, { type NextAuthConfig } from "next-auth";
import { logFailure } from "@/log";
import { settings } from "@/settings";
import { authCookies } from "./cookies";
import { hasEnded } from "./ended-sessions";
import { renew, SessionEndedError } from "./renew";
import { expiryFrom, isSessionToken, needsRenewal, type SessionToken } from "./tokens";

const scopes = ["openid profile email offline_access", "companies.read companies.write", "users.read users.write"].join(
  " ",
);

const thirtyDays = 30 * 24 * 60 * 60;

function configuration(): NextAuthConfig {
  return {
    secret: settings.secret,
    cookies: authCookies(),
    // As long as a refresh token lives; every renewal starts it anew.
    session: { strategy: "jwt", maxAge: thirtyDays },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      {
        id: "saas",
        name: "SaasPlatform",
        type: "oidc",
        issuer: settings.issuer.href,
        clientId: settings.clientId,
        clientSecret: settings.clientSecret,
        checks: ["pkce", "state", "nonce"],
        authorization: { params: { scope: scopes } },
      },
    ],
    callbacks: { jwt: sessionToken, session: visibleSession },
    logger: { error: (error) => logFailure("sign-in", error), warn: () => {} },
  };
}

const sessionToken: NonNullable<NextAuthConfig["callbacks"]>["jwt"] = async ({ token, account, profile, trigger }) => {
  if (account) {
    return {
      // Auth.js makes up a user id; the subject is the one all services know.
      sub: profile?.sub ?? undefined,
      name: profile?.name ?? profile?.email ?? "",
      email: profile?.email ?? "",
      accessToken: account.access_token ?? "",
      accessTokenExpiresAt: expiryFrom(account.expires_in),
      refreshToken: account.refresh_token,
      idToken: account.id_token ?? "",
      sid: typeof profile?.sid === "string" ? profile.sid : undefined,
      startedAt: typeof profile?.iat === "number" ? profile.iat : undefined,
    } satisfies Partial<SessionToken>;
  }
  // Null removes the cookie.
  if (!isSessionToken(token) || hasEnded(token)) return null;
  if (!needsRenewal(token) && trigger !== "update") return token;

  try {
    return await renew(token);
  } catch (error) {
    logFailure("token renewal", error);
    // A provider out of reach ends nobody's session: the next request tries again.
    return error instanceof SessionEndedError ? null : token;
  }
};

/** What /api/auth/session answers to the browser: never a token. */
const visibleSession: NonNullable<NextAuthConfig["callbacks"]>["session"] = ({ session, token }) => ({
  user: { id: token.sub, name: token.name, email: token.email },
  expires: session.expires,
});

export const { handlers, signIn, signOut, unstable_update: renewSession } = NextAuth(configuration);
