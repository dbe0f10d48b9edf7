"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** Says that its form is on the way and does not send it twice. */
export function SubmitButton({
  pendingText,
  children,
  ...rest
}: ComponentProps<typeof Button> & { pendingText?: string }) {
  const { pending } = useFormStatus();
  return (
    <Button {...rest} type="submit" disabled={pending} aria-busy={pending}>
      {pending ? (pendingText ?? children) : children}
    </Button>
  );
}
