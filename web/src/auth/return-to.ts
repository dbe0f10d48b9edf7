const defaultPage = "/dashboard";

/** Only a path of this application: anything else would make sign-in an open redirector. */
export function returnPath(value: string | string[] | null | undefined): string {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return defaultPage;
  const here = "http://localhost";
  if (!URL.canParse(value, here)) return defaultPage;
  const url = new URL(value, here);
  // The parser resolves dots: "/.//evil.example" has become "//evil.example", which browsers take for another host.
  const path = url.pathname + url.search;
  return url.origin === here && !path.startsWith("//") ? path : defaultPage;
}
