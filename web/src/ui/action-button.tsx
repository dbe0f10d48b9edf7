"use client";

import { useActionState } from "react";
import form from "./form.module.css";
import { FormOutcome } from "./form-outcome";
import type { FormState } from "./form-state";
import { SubmitButton } from "./submit-button";

interface Props {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  text: string;
  /** What it is called by itself, where its text says too little. */
  label?: string;
  /** What refusals are called here, by code. */
  refusals?: Record<string, string>;
}

/** A button that does something at once, and says beneath it where that was refused. */
export function ActionButton({ action, text, label, refusals }: Props) {
  const [state, submit] = useActionState(action, {});
  return (
    <form action={submit} className={form.form}>
      <SubmitButton look="secondary" aria-label={label}>
        {text}
      </SubmitButton>
      <FormOutcome state={state} refusals={refusals} />
    </form>
  );
}
