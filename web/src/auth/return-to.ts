const defaultPage = "/dashboard";

/** Only a path of this application: anything else would make sign-in an open redirector. */
export function returnPath(value: string | string[] | null | undefined): string {
  if (typeof value !== "string" || !/^\/(?![/\\])/.test(value)) return defaultPage;
  const here = "http://localhost";
  if (!URL.canParse(value, here)) return defaultPage;
  const url = new URL(value, here);
  return url.origin === here ? url.pathname + url.search : defaultPage;
}
