import { currentLocale } from "./locale";

/** A date in the reader's language. Days are shown as they fall in UTC, like the times the services store. */
export async function Day({ of: moment }: { of: string }) {
  const format = new Intl.DateTimeFormat(await currentLocale(), { dateStyle: "medium", timeZone: "UTC" });
  return <time dateTime={moment}>{format.format(new Date(moment))}</time>;
}
