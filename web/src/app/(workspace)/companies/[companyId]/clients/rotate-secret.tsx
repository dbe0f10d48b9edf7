"use client";

import { useActionState, useEffect, useRef } from "react";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Button } from "@/ui/button";
import dialogStyles from "@/ui/confirm-dialog.module.css";
import form from "@/ui/form.module.css";
import { FormOutcome } from "@/ui/form-outcome";
import { SubmitButton } from "@/ui/submit-button";
import type { SecretState } from "./actions";
import { IssuedSecret } from "./issued-secret";

interface Props {
  action: (state: SecretState, form: FormData) => Promise<SecretState>;
  title: string;
  back: string;
}

/** Asks, then shows the secret in its place. */
export function RotateSecret({ action, title, back }: Props) {
  const text = useDictionary();
  const labels = text.clients;
  const [state, submit] = useActionState(action, {});
  const dialog = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.outcome) dialog.current?.hidePopover();
  }, [state]);

  if (state.issued) return <IssuedSecret issued={state.issued} back={back} />;
  return (
    <div className={form.form}>
      <p>{labels.rotateLead}</p>
      <div className={dialogStyles.confirm}>
        <Button look="secondary" popoverTarget="rotate-secret">
          {labels.rotate}
        </Button>
        <FormOutcome state={state} nothingTyped />
        <div
          id="rotate-secret"
          ref={dialog}
          popover="auto"
          role="alertdialog"
          aria-labelledby="rotate-secret-title"
          aria-describedby="rotate-secret-text"
          className={dialogStyles.dialog}
        >
          <form action={submit} className={dialogStyles.form}>
            <h2 id="rotate-secret-title">{title}</h2>
            <p id="rotate-secret-text">{labels.rotateText}</p>
            <div className={dialogStyles.actions}>
              <Button look="secondary" popoverTarget="rotate-secret" popoverTargetAction="hide" autoFocus>
                {text.form.cancel}
              </Button>
              <SubmitButton pendingText={text.form.saving}>{labels.rotateConfirm}</SubmitButton>
            </div>
          </form>
        </div>
      </div>
    </div>
  );
}
