import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { ApiError } from "@/api/api-error";
import { companyApiStream } from "@/api/call";
import { getExportAuditEntriesUrl } from "@/api/generated/company";
import { logFailure } from "@/log";
import { isUuid } from "@/uuid";
import { filterOf, parametersOf } from "../audit-filter";

const accept = "text/csv, application/x-ndjson, application/problem+json";
const passed = ["Content-Type", "Content-Disposition", "Cache-Control"];

/** The log as a file, `format=csv` or `jsonl`, with the filter of the page; it streams through, and the token stays here. */
export async function GET(request: NextRequest, { params }: RouteContext<"/companies/[companyId]/audit/export">) {
  const { companyId } = await params;
  if (!isUuid(companyId)) notFound();
  const query = request.nextUrl.searchParams;
  const filter = filterOf(Object.fromEntries(query));
  const format = query.get("format") === "jsonl" ? "jsonl" : "csv";
  const path = getExportAuditEntriesUrl(companyId, { ...parametersOf(filter), format });
  try {
    const file = await companyApiStream(path, accept, request.signal);
    const headers = passed.map((name): [string, string] => [name, file.headers.get(name) ?? ""]);
    return new Response(file.body, { headers });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return backToPage(companyId, query, error);
  }
}

/** The page says what there is to say: that it failed, or that there is no company, permission or session. */
function backToPage(companyId: string, query: URLSearchParams, error: ApiError): Response {
  if (error.kind === "unexpected" || error.kind === "unavailable") logFailure("api call", error);
  const shown = new URLSearchParams(query);
  shown.delete("format");
  shown.set("export", error.kind === "tooMany" ? "tooMany" : "failed");
  return new Response(null, { status: 303, headers: { Location: `/companies/${companyId}/audit?${shown}` } });
}
