"use client";

import { useEffect, useRef } from "react";
import { type Dictionary, format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import type { FormState } from "./form-state";
import { Notice } from "./notice";

interface Props {
  state: FormState;
  savedText?: string;
  reloadHref?: string;
  /** What this form calls refusals, by code, where others call them otherwise. */
  refusals?: Record<string, string>;
  /** The form asks for nothing but a yes. */
  nothingTyped?: boolean;
}

/** Says how the last attempt went, and brings the keyboard to the first field that needs a look. */
export function FormOutcome(props: Props) {
  const anchor = useRef<HTMLDivElement>(null);
  const { state } = props;

  useEffect(() => {
    if (!state.outcome || state.outcome === "saved") return;
    const form = anchor.current?.closest("form");
    form?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [state]);

  if (!state.outcome) return null;
  return (
    <div ref={anchor}>
      <Outcome {...props} />
    </div>
  );
}

function Outcome({ state, savedText, reloadHref, refusals, nothingTyped }: Props) {
  const text = useDictionary();
  if (state.outcome === "saved") return <Notice tone="success">{savedText}</Notice>;
  if (state.outcome === "changedMeanwhile") {
    return (
      <Notice tone="warning">
        <p>{nothingTyped ? text.form.changedBeforeAnswer : text.form.changedMeanwhile}</p>
        {!nothingTyped && <p>{text.form.reloadHint}</p>}
        <a href={reloadHref}>{text.form.reload}</a>
      </Notice>
    );
  }
  const known = { ...text.refusals, ...refusals };
  const refusal = state.code && Object.hasOwn(known, state.code) ? known[state.code] : undefined;
  if (refusal) return <Notice tone="danger">{refusal}</Notice>;
  return (
    <Notice tone="danger">
      <p>{failureText(state, text)}</p>
      {state.traceId && state.outcome !== "invalid" && <p>{format(text.form.trace, { id: state.traceId })}</p>}
    </Notice>
  );
}

function failureText({ outcome }: FormState, { form }: Dictionary): string {
  switch (outcome) {
    case "invalid":
      return form.checkFields;
    case "forbidden":
      return form.forbidden;
    case "notFound":
      return form.notFound;
    case "tooMany":
      return form.tooMany;
    case "unavailable":
      return form.unavailable;
    default:
      return form.unexpected;
  }
}
