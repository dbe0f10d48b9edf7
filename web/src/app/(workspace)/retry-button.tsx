"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/ui/button";

/** Asks the server for this page again. */
export function RetryButton({ text }: { text: string }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  return (
    <Button look="secondary" disabled={pending} onClick={() => start(() => router.refresh())}>
      {text}
    </Button>
  );
}
