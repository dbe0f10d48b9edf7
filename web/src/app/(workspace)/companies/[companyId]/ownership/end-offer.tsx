"use client";

import { useActionState } from "react";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import type { FormState } from "@/ui/form-state";
import { SubmitButton } from "@/ui/submit-button";

interface Props {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  text: string;
}

export function EndOffer({ action, text }: Props) {
  const [state, submit] = useActionState(action, {});
  return (
    <form action={submit} className={form.form}>
      <SubmitButton look="secondary">{text}</SubmitButton>
      <FormOutcome state={state} />
    </form>
  );
}
