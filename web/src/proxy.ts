import { type NextRequest, NextResponse } from "next/server";
import { type KeptSession, keepSession } from "@/auth/keep-session";
import { contentSecurityPolicy } from "@/security/content-security-policy";
import { setSecurityHeaders } from "@/security/headers";
import { traceOf } from "@/trace";

const closed = /^\/(dashboard|companies|invitations|profile|signed-in)(\/|$)/;

/** Before every page: tokens renewed and stored, strangers sent to sign in, security headers set. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const session = await keepSession(request);
  const policy = contentSecurityPolicy(crypto.randomUUID().replaceAll("-", ""));

  const response = mustSignIn(request, session) ? toSignIn(request, session) : toPage(request, session, policy);
  for (const cookie of session.setCookies) response.headers.append("Set-Cookie", cookie);
  setSecurityHeaders(response.headers, policy);
  return response;
}

/** An action's own check answers a POST, because only it knows how to. */
function mustSignIn(request: NextRequest, session: KeptSession): boolean {
  return !session.signedIn && request.method === "GET" && closed.test(request.nextUrl.pathname);
}

function toSignIn(request: NextRequest, session: KeptSession): NextResponse {
  const target = new URL("/sign-in", request.nextUrl);
  target.searchParams.set("returnTo", request.nextUrl.pathname + request.nextUrl.search);
  if (session.ended) target.searchParams.set("reason", "session-ended");
  return NextResponse.redirect(target, 303);
}

function toPage(request: NextRequest, session: KeptSession, policy: string): NextResponse {
  const headers = new Headers(request.headers);
  headers.set("cookie", session.cookieHeader);
  // Next.js reads the nonce for its own scripts from here.
  headers.set("Content-Security-Policy", policy);
  headers.set("traceparent", traceOf(request.headers.get("traceparent")));
  return NextResponse.next({ request: { headers } });
}

// Back-channel logout comes from the provider: there is no browser, no session, and no body to hold for it here.
export const config = {
  matcher: ["/((?!_next/static|_next/image|icon.svg|backchannel-logout$).*)"],
};
