import "server-only";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getToken } from "next-auth/jwt";
import { cache } from "react";
import { settings } from "@/settings";
import { sessionCookieName } from "./cookies";
import { isSessionToken, type SessionToken } from "./tokens";

/** Opens the encrypted session cookie among these cookies; null when there is none or it cannot be opened. */
export async function openSession(cookieHeader: string): Promise<SessionToken | null> {
  const name = sessionCookieName();
  const token = await getToken({
    req: { headers: new Headers({ cookie: cookieHeader }) },
    secret: settings.secret,
    cookieName: name,
    salt: name,
  });
  return isSessionToken(token) ? token : null;
}

/** The session of the request being served. The proxy has already renewed its tokens. */
export const currentSession = cache(async (): Promise<SessionToken | null> => {
  return openSession((await cookies()).toString());
});

export interface Person {
  name: string;
  email: string;
}

/** The signed-in person as the ID token names them; whoever is not signed in is sent to do so. */
export async function requirePerson(): Promise<Person> {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  return { name: session.name, email: session.email };
}

/** The account id of the signed-in person. */
export async function requireAccount(): Promise<string> {
  const session = await currentSession();
  if (!session) redirect("/sign-in");
  return session.sub;
}

/** The company that the person works in, if any, and the one that they cannot work in any more. Never a token. */
export async function currentCompany(): Promise<{ id?: string; name?: string; lost?: string }> {
  const session = await currentSession();
  return { id: session?.company?.id, name: session?.company?.name, lost: session?.lostCompany };
}
