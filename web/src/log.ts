import "server-only";

/** One JSON object a line, without tokens or personal data: the error's own text stays out of it. */
export function logFailure(event: string, error: unknown): void {
  const failure = error instanceof Error ? error : new Error(String(error));
  const line = {
    level: "error",
    time: new Date().toISOString(),
    event,
    error: codeOf(failure),
    cause: failure.cause && codeOf(failure.cause),
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

/** The stable code that most libraries give their errors; the name of their class does not survive bundling. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
