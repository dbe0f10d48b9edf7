import { type NextRequest, NextResponse } from "next/server";
import { signOut } from "@/auth/auth";
import { providerMetadata } from "@/auth/provider";
import { currentSession } from "@/auth/session";
import { logFailure } from "@/log";
import { settings } from "@/settings";

/** Signs out here and at the provider (OpenID Connect RP-Initiated Logout 1.0). POST only, and only from our own pages. */
export async function POST(request: NextRequest): Promise<NextResponse> {
  if (request.headers.get("origin") !== settings.url.origin) return new NextResponse(null, { status: 403 });

  const session = await currentSession();
  await signOut({ redirect: false });
  return NextResponse.redirect(await nextPage(session?.idToken), 303);
}

async function nextPage(idToken: string | undefined): Promise<URL> {
  try {
    const { end_session_endpoint: endpoint } = await providerMetadata();
    if (endpoint) return endSession(endpoint, idToken);
  } catch (error) {
    logFailure("sign-out at the provider", error);
  }
  return new URL("/sign-in?reason=signed-out-here-only", settings.url);
}

function endSession(endpoint: string, idToken: string | undefined): URL {
  const url = new URL(endpoint);
  url.searchParams.set("client_id", settings.clientId);
  url.searchParams.set("post_logout_redirect_uri", new URL("/", settings.url).href);
  // Comes back with the redirect, so that the start page can say what happened.
  url.searchParams.set("state", "signed-out");
  if (idToken) url.searchParams.set("id_token_hint", idToken);
  return url;
}
