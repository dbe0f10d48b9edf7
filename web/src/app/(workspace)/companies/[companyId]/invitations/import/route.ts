import type { NextRequest } from "next/server";
import { ApiError } from "@/api/api-error";
import { companyApiStream } from "@/api/call";
import { getImportInvitationsUrl } from "@/api/generated/company";
import { logFailure } from "@/log";
import { settings } from "@/settings";
import { isUuid } from "@/uuid";

const csv = "text/csv";
const accept = "application/x-ndjson, application/problem+json";

/** What the script shows where there is no report. */
const statuses: Partial<Record<ApiError["kind"], number>> = {
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  invalid: 400,
  conflict: 409,
  tooMany: 429,
  unavailable: 503,
};

/** A file of invitations on its way to the API, and the report on its way back; the token stays here. Only from our own pages. */
export async function POST(
  request: NextRequest,
  { params }: RouteContext<"/companies/[companyId]/invitations/import">,
) {
  if (request.headers.get("origin") !== settings.url.origin) return new Response(null, { status: 403 });
  const { companyId } = await params;
  if (!isUuid(companyId)) return new Response(null, { status: 404 });
  try {
    const upload = { type: csv, body: request.body };
    const report = await companyApiStream(getImportInvitationsUrl(companyId), accept, request.signal, upload);
    const headers = { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store", "X-Accel-Buffering": "no" };
    return new Response(report.body, { headers });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.kind === "unexpected" || error.kind === "unavailable") logFailure("api call", error);
    const { code, traceId } = error.problem;
    return Response.json({ outcome: error.kind, code, traceId }, { status: statuses[error.kind] ?? 502 });
  }
}
