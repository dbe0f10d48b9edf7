"use client";

import { useActionState } from "react";
import { format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Button } from "@/ui/button";
import { FormOutcome } from "@/ui/form-outcome";
import { Icon } from "@/ui/icon";
import { SubmitButton } from "@/ui/submit-button";
import { archive } from "../actions";
import styles from "./archive-company.module.css";

/** Asks first. Opens by the popover attribute: Escape and a click beside it close it again. */
export function ArchiveCompany({ companyId, name, version }: { companyId: string; name: string; version: string }) {
  const text = useDictionary();
  const [state, submit] = useActionState(archive.bind(null, companyId), {});

  return (
    <>
      <Button look="secondary" popoverTarget="archive-company">
        <Icon name="archive" size={18} />
        {text.company.archive}
      </Button>
      <div
        id="archive-company"
        popover="auto"
        role="alertdialog"
        aria-labelledby="archive-title"
        aria-describedby="archive-text"
        className={styles.dialog}
      >
        <form action={submit} className={styles.form}>
          <FormOutcome state={state} reloadHref={`/companies/${companyId}`} />
          <h2 id="archive-title">{text.company.archiveTitle}</h2>
          <p id="archive-text">{format(text.company.archiveText, { name })}</p>
          <input type="hidden" name="version" value={state.values?.version ?? version} />
          <div className={styles.actions}>
            <Button look="secondary" popoverTarget="archive-company" popoverTargetAction="hide" autoFocus>
              {text.form.cancel}
            </Button>
            <SubmitButton look="danger" pendingText={text.form.saving}>
              {text.company.archiveConfirm}
            </SubmitButton>
          </div>
        </form>
      </div>
    </>
  );
}
