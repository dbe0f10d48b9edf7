import "server-only";

/** RFC 9457, as the services write it. */
export interface Problem {
  type?: string | null;
  title?: string | null;
  status?: number | null;
  detail?: string | null;
  code?: string | null;
  traceId?: string | null;
  errors?: Record<string, string[]> | null;
}

export type FailureKind =
  | "unauthenticated"
  | "forbidden"
  | "notFound"
  | "invalid"
  | "conflict"
  | "changedMeanwhile"
  | "tooMany"
  | "unavailable"
  | "unexpected";

const kinds: Record<number, FailureKind> = {
  400: "invalid",
  401: "unauthenticated",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  412: "changedMeanwhile",
  422: "invalid",
  429: "tooMany",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly kind: FailureKind,
    readonly problem: Problem = {},
    options?: ErrorOptions,
  ) {
    super(`${kind}${problem.code ? ` (${problem.code})` : ""}`, options);
  }

  static from(status: number, problem: Problem): ApiError {
    return new ApiError(kinds[status] ?? "unexpected", problem);
  }
}
