import "server-only";
import { notFound, redirect } from "next/navigation";
import { logFailure } from "@/log";
import { ApiError, type FailureKind } from "./api-error";

export interface Failure {
  kind: FailureKind;
  traceId?: string;
}

export type Loaded<T> =
  | { data: T; etag: string; failure?: undefined }
  | { data?: undefined; etag?: undefined; failure: Failure };

/** Loads what a page shows. What the page cannot be without sends elsewhere; the rest is for the page to say. */
export async function load<T>(request: Promise<{ data: T; headers: Headers }>): Promise<Loaded<T>> {
  try {
    const { data, headers } = await request;
    return { data, etag: headers.get("etag") ?? "" };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

/** Where there being nothing is an answer too: null then. */
export async function loadIfThere<T>(request: Promise<{ data: T; headers: Headers }>): Promise<Loaded<T> | null> {
  const missing = await request.then(
    () => false,
    (error) => error instanceof ApiError && error.kind === "notFound",
  );
  return missing ? null : load(request);
}

export function failureOf(error: unknown): Failure {
  if (!(error instanceof ApiError)) throw error;
  if (error.kind === "unauthenticated") redirect("/sign-in?reason=session-ended");
  if (error.kind === "notFound") notFound();
  if (error.kind === "unexpected" || error.kind === "unavailable") logFailure("api call", error);
  return { kind: error.kind, traceId: error.problem.traceId ?? undefined };
}
