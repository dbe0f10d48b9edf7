"use client";

import Link, { useLinkStatus } from "next/link";
import { type ComponentProps, useEffect, useState } from "react";

/** Shorter than this, a skeleton would only flicker. */
const patienceMs = 150;

/**
 * A link to a page of the workspace, which shows a skeleton while the page is on its way. The pages themselves are sent whole:
 * what is streamed into a skeleton is never seen by whoever has no scripts.
 */
export function PageLink({ children, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link {...rest}>
      {children}
      <Pending />
    </Link>
  );
}

function Pending() {
  const { pending } = useLinkStatus();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!pending) return;
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [pending]);
  return late && <span data-loading hidden />;
}
