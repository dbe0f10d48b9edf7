import { currentLocale } from "./locale";

/** A date and a time in the reader's language; in UTC, and it says so, because the reader's zone is not known here. */
export async function Moment({ of: moment }: { of: string }) {
  const format = new Intl.DateTimeFormat(await currentLocale(), {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return <time dateTime={moment}>{format.format(new Date(moment))} UTC</time>;
}
