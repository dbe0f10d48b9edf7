"use client";

import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** Says that its form is on the way and does not send it twice. Of several with a name, only the pressed one says so. */
export function SubmitButton({
  pendingText,
  children,
  ...rest
}: ComponentProps<typeof Button> & { pendingText?: string }) {
  const { pending, data } = useFormStatus();
  const pressed = pending && (data.get(rest.name ?? "intent") ?? undefined) === rest.value;
  return (
    <Button {...rest} type="submit" disabled={pending} aria-busy={pressed}>
      {pressed ? (pendingText ?? children) : children}
    </Button>
  );
}
