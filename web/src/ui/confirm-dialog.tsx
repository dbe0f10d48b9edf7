"use client";

import { useActionState, useEffect, useRef } from "react";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Button } from "./button";
import styles from "./confirm-dialog.module.css";
import { FormOutcome } from "./form-outcome";
import type { FormState } from "./form-state";
import { Icon, type IconName } from "./icon";
import { SubmitButton } from "./submit-button";

interface Props {
  id: string;
  /** The button that asks. */
  opener: { text: string; label?: string; icon?: IconName; look?: "primary" | "secondary" };
  title: string;
  text: string;
  /** The button that does it. */
  confirm: string;
  look?: "primary" | "danger";
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** The version that the change is made from, where there is one. */
  version?: string;
  reloadHref?: string;
}

/**
 * Asks before it acts. Opens by the popover attribute, without script: Escape and a click beside it close it again. How it
 * went stands beside the opener, which is where the page without scripts comes back to.
 */
export function ConfirmDialog({
  id,
  opener,
  title,
  text,
  confirm,
  look = "danger",
  action,
  version,
  reloadHref,
}: Props) {
  const { form } = useDictionary();
  const [state, submit] = useActionState(action, {});
  const dialog = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (state.outcome) dialog.current?.hidePopover();
  }, [state]);

  return (
    <div className={styles.confirm}>
      <Button look={opener.look ?? "secondary"} popoverTarget={id} aria-label={opener.label}>
        {opener.icon && <Icon name={opener.icon} size={18} />}
        {opener.text}
      </Button>
      <FormOutcome state={state} reloadHref={reloadHref} nothingTyped />
      <div
        id={id}
        ref={dialog}
        popover="auto"
        role="alertdialog"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        className={styles.dialog}
      >
        <form action={submit} className={styles.form}>
          <h2 id={`${id}-title`}>{title}</h2>
          <p id={`${id}-text`}>{text}</p>
          {version && <input type="hidden" name="version" value={version} />}
          <div className={styles.actions}>
            <Button look="secondary" popoverTarget={id} popoverTargetAction="hide" autoFocus>
              {form.cancel}
            </Button>
            <SubmitButton look={look} pendingText={form.saving}>
              {confirm}
            </SubmitButton>
          </div>
        </form>
      </div>
    </div>
  );
}
