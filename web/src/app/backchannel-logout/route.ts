import type { NextRequest } from "next/server";
import { endSessions } from "@/auth/ended-sessions";
import { LogoutTokenError, verifyLogoutToken } from "@/auth/logout-token";
import { logFailure } from "@/log";

/** A logout token has about a thousand characters. */
const mostBytes = 16 * 1024;

/** The provider says that a session has ended (OpenID Connect Back-Channel Logout 1.0 sections 2.5 to 2.8). */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    endSessions(await verifyLogoutToken(await logoutTokenIn(request)));
    return answer(200);
  } catch (error) {
    logFailure("back-channel logout", error);
    // Section 2.8 knows no other status for what failed; the provider tries again, with a token of its own making.
    return error instanceof LogoutTokenError
      ? answer(400, { error: "invalid_request", error_description: error.message })
      : answer(400, { error: "temporarily_unavailable" });
  }
}

async function logoutTokenIn(request: NextRequest): Promise<string> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/x-www-form-urlencoded") throw new LogoutTokenError("not a form");
  const [token, ...more] = new URLSearchParams(await bodyOf(request)).getAll("logout_token");
  if (!token || more.length > 0) throw new LogoutTokenError("not one logout_token");
  return token;
}

/** Anybody may post here: what is too long is not read to its end. */
async function bodyOf(request: NextRequest): Promise<string> {
  if (!request.body) return "";
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  while (bytes <= mostBytes) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    chunks.push(value);
    bytes += value.byteLength;
  }
  await reader.cancel();
  throw new LogoutTokenError("too long");
}

function answer(status: number, body?: object): Response {
  const headers = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
  return body ? Response.json(body, { status, headers }) : new Response(null, { status, headers });
}
