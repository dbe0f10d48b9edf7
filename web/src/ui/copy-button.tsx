"use client";

import { useEffect, useState } from "react";
import { Button } from "./button";

interface Props {
  value: string;
  text: string;
  /** What it is called by itself. */
  label: string;
  copiedText: string;
}

/** Copies a text. Without scripts, or without a clipboard, there is no button: the text itself can be selected. */
export function CopyButton({ value, text, label, copiedText }: Props) {
  const [able, setAble] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => setAble(Boolean(navigator.clipboard)), []);
  if (!able) return null;

  return (
    <Button
      look="secondary"
      aria-label={copied ? undefined : label}
      onClick={() =>
        navigator.clipboard.writeText(value).then(
          () => setCopied(true),
          () => setAble(false),
        )
      }
    >
      <span aria-live="polite">{copied ? copiedText : text}</span>
    </Button>
  );
}
