"use client";

import { format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Notice } from "@/ui/notice";
import type { RegistryLookup } from "./company-form-state";

/** Says what the state register said, and warns of a company that is no longer, or not for long. */
export function RegistryNote({ lookup }: { lookup: RegistryLookup }) {
  const text = useDictionary().companyForm.registry;
  if (lookup.outcome !== "found") return <Notice tone="warning">{text[lookup.outcome]}</Notice>;

  const { status, statusDate, isStale, checkedAt } = lookup.entry;
  const state = status && status !== "active" && status !== "notFound" ? text.states[status] : null;
  return (
    <Notice tone={state || isStale ? "warning" : "success"}>
      {state && (
        <p>
          <strong>{statusDate ? format(text.since, { state, date: day(statusDate) }) : state}</strong>
        </p>
      )}
      <p>{isStale ? format(text.stale, { date: day(checkedAt) }) : text.found}</p>
    </Notice>
  );
}

/** Written alike in both languages, because this is also rendered in the browser, whose own language may be another one. */
function day(moment: string): string {
  const [year, month, date] = moment.slice(0, 10).split("-");
  return `${date}.${month}.${year}`;
}
