import "server-only";
import NextAuth, { type NextAuthConfig, type Session } from "next-auth";
import { logFailure } from "@/log";
import { settings } from "@/settings";
import { type Choice, newerChoice, rememberChoice } from "./chosen-company";
import { authCookies } from "./cookies";
import { hasEnded } from "./ended-sessions";
import { renew, SessionEndedError } from "./renew";
import { companyScopes } from "./scopes";
import { companyFrom, expiryFrom, isSessionToken, needsRenewal, type SessionToken } from "./tokens";

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
        authorization: { params: { scope: companyScopes } },
      },
    ],
    callbacks: { jwt: sessionToken, session: visibleSession },
    logger: { error: (error) => logFailure("sign-in", error), warn: () => {} },
  };
}

const sessionToken: NonNullable<NextAuthConfig["callbacks"]>["jwt"] = async (event) => {
  const { token, account, profile, trigger } = event;
  if (account) {
    const company = companyFrom(profile, account.access_token ?? "");
    return {
      // Auth.js makes up a user id; the subject is the one all services know.
      sub: profile?.sub ?? undefined,
      name: profile?.name ?? profile?.email ?? "",
      email: profile?.email ?? "",
      accessToken: account.access_token ?? "",
      // A token for a company reaches that alone: the next request renews, and gets one for the person's own pages too.
      accessTokenExpiresAt: company ? 0 : expiryFrom(account.expires_in),
      company,
      chosenAt: Date.now(),
      refreshToken: account.refresh_token,
      idToken: account.id_token ?? "",
      sid: typeof profile?.sid === "string" ? profile.sid : undefined,
      startedAt: typeof profile?.iat === "number" ? profile.iat : undefined,
    } satisfies Partial<SessionToken>;
  }
  // Null removes the cookie.
  if (!isSessionToken(token) || hasEnded(token)) return null;
  const missed = newerChoice(token);
  if (!needsRenewal(token) && !missed && trigger !== "update") return token;

  const switched = trigger === "update" ? choiceOf(event.session) : undefined;
  const { company, at } = switched ?? missed ?? { company: token.company?.id, at: token.chosenAt };
  try {
    const renewed = { ...(await renew(token, company)), chosenAt: at };
    if (switched) rememberChoice(token, switched);
    return renewed;
  } catch (error) {
    logFailure("token renewal", error);
    // A provider out of reach ends nobody's session: the next request tries again.
    return error instanceof SessionEndedError ? null : token;
  }
};

declare module "next-auth" {
  interface Session {
    company?: { id: string; name: string };
  }
}

/** An update that names a company switches to it, one with an empty id leaves it; any other changes nothing of that. */
function choiceOf(update: unknown): Choice | undefined {
  const id = (update as Partial<Session> | null)?.company?.id;
  return typeof id === "string" ? { company: id || undefined, at: Date.now() } : undefined;
}

/** What /api/auth/session answers to the browser: never a token. */
const visibleSession: NonNullable<NextAuthConfig["callbacks"]>["session"] = ({ session, token }) => ({
  user: { id: token.sub, name: token.name, email: token.email },
  company: isSessionToken(token) && token.company ? { id: token.company.id, name: token.company.name } : undefined,
  expires: session.expires,
});

export const { handlers, signIn, signOut, unstable_update: renewSession } = NextAuth(configuration);
