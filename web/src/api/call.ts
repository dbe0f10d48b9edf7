import "server-only";
import { headers as requestHeaders } from "next/headers";
import { currentSession } from "@/auth/session";
import { isExpired } from "@/auth/tokens";
import { currentLocale } from "@/i18n/locale";
import { settings } from "@/settings";
import { traceOf } from "@/trace";
import { ApiError, type Problem } from "./api-error";

const timeoutMs = 10_000;

// One function a service, because orval takes a function's name.
export const companyApi = <T>(path: string, init: RequestInit) => call<T>(settings.companyApi, path, init);
export const userApi = <T>(path: string, init: RequestInit) => call<T>(settings.userApi, path, init);
export const partnerApi = <T>(path: string, init: RequestInit) => call<T>(settings.partnerApi, path, init);

/**
 * What is too long to hold, as the company API sends it. The time limit is for its beginning.
 * @param signal Ends it when whoever reads it is gone.
 * @param upload What is sent to it, passed on as it arrives; nothing is asked for with GET.
 */
export async function companyApiStream(
  path: string,
  accept: string,
  signal: AbortSignal,
  upload?: { type: string; body: ReadableStream | null },
): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), timeoutMs);
  try {
    const headers: Record<string, string> = { Accept: accept };
    if (upload) headers["Content-Type"] = upload.type;
    // Node.js sends a stream only where it is told that the answer may begin before its end.
    const sent = upload && { method: "POST", body: upload.body, duplex: "half" };
    const init: RequestInit = { ...sent, headers, signal: AbortSignal.any([signal, patience.signal]) };
    const response = await request(settings.companyApi, path, init);
    if (!response.ok) throw await errorOf(response);
    return response;
  } finally {
    clearTimeout(timer);
  }
}

/** Sends a generated client's request; throws ApiError for anything but success. */
async function call<T>(base: URL, path: string, init: RequestInit): Promise<T> {
  const response = await request(base, path, { signal: AbortSignal.timeout(timeoutMs), ...init });
  if (!response.ok) throw await errorOf(response);
  return { data: await read(response), status: response.status, headers: response.headers } as T;
}

/** With the signed-in person's token. */
async function request(base: URL, path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${await accessToken(path)}`);
  if (!headers.has("Accept")) headers.set("Accept", "application/json, application/problem+json");
  headers.set("Accept-Language", await currentLocale());
  // One trace id from here through the services into their log lines and problems.
  headers.set("traceparent", traceOf((await requestHeaders()).get("traceparent")));

  return send(target(base, path), { ...init, headers });
}

async function errorOf(response: Response): Promise<ApiError> {
  return ApiError.from(response.status, ((await read(response)) ?? {}) as Problem);
}

/** What is about the company that the person works in is asked with the token that reaches nothing else. */
async function accessToken(path: string): Promise<string> {
  const session = await currentSession();
  if (!session) throw new ApiError("unauthenticated");
  // The proxy renews in time, unless the provider was out of reach.
  if (isExpired(session)) throw new ApiError("unavailable");
  const { company } = session;
  return company && isWithin(path, `/v1/companies/${company.id}`) ? company.accessToken : session.accessToken;
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`) || path.startsWith(`${root}?`);
}

/** The generated clients do not escape path values: one that walks out of its operation's path goes nowhere. */
function target(base: URL, path: string): URL {
  const url = new URL(path, base);
  if (url.origin !== base.origin || url.pathname !== path.split("?")[0]) throw new ApiError("notFound");
  return url;
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, cache: "no-store", redirect: "error" });
  } catch (cause) {
    throw new ApiError("unavailable", {}, { cause });
  }
}

async function read(response: Response): Promise<unknown> {
  if (!/\bjson\b/.test(response.headers.get("content-type") ?? "")) return null;
  return response.json().catch(() => null);
}
