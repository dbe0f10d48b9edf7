import { en } from "./en";
import { ru } from "./ru";

export type Dictionary = typeof en;
export type Locale = "en" | "ru";

export const dictionaries: Record<Locale, Dictionary> = { en, ru };

export function isLocale(value: unknown): value is Locale {
  return value === "en" || value === "ru";
}

/** The first known language of an Accept-Language header, by weight (RFC 9110, 12.5.4). */
export function preferredLocale(acceptLanguage: string): Locale {
  const ranges = acceptLanguage.split(",").map((range) => {
    const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
    const weight = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
    return { language: tag.split("-")[0], weight: weight ? Number(weight.slice(2)) : 1 };
  });
  const known = ranges.filter((range) => isLocale(range.language) && range.weight > 0);
  known.sort((a, b) => b.weight - a.weight);
  return (known[0]?.language as Locale | undefined) ?? "en";
}

/** Fills `{name}` places. */
export function format(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
