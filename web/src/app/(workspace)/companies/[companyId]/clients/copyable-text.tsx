"use client";

import { useState } from "react";
import { format } from "@/i18n/dictionaries";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Button } from "@/ui/button";
import styles from "./copyable-text.module.css";

/** A value to be put elsewhere as it is: by the button, or by hand where scripts do not run. */
export function CopyableText({ id, label, value }: { id: string; label: string; value: string }) {
  const text = useDictionary().clients;
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.field}>
      <span className={styles.label}>{label}</span>
      <div className={styles.row}>
        <code id={id} className={styles.value}>
          {value}
        </code>
        <Button
          look="secondary"
          aria-label={format(text.copyOf, { label })}
          onClick={async () => {
            await navigator.clipboard.writeText(value);
            setCopied(true);
          }}
        >
          {copied ? text.copied : text.copy}
        </Button>
      </div>
      <span role="status" className={styles.spoken}>
        {copied && text.copied}
      </span>
    </div>
  );
}
