"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { PlainButtonLink } from "@/ui/button";

/** Asks the server for this page again; a link, so that it does without scripts. */
export function RetryButton({ text }: { text: string }) {
  const router = useRouter();
  const path = usePathname();
  const query = useSearchParams().toString();
  const [pending, start] = useTransition();
  return (
    <PlainButtonLink
      look="secondary"
      href={query ? `${path}?${query}` : path}
      aria-busy={pending}
      onClick={(event) => {
        event.preventDefault();
        start(() => router.refresh());
      }}
    >
      {text}
    </PlainButtonLink>
  );
}
