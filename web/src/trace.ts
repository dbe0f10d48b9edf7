const wellFormed = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace that a request belongs to (W3C Trace Context): the caller's where it names one, otherwise a new one. */
export function traceOf(traceparent: string | null): string {
  return traceparent && wellFormed.test(traceparent) ? traceparent : `00-${hex(16)}-${hex(8)}-01`;
}

const hex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
