"use client";

import Link, { useLinkStatus } from "next/link";
import { type ComponentProps, useEffect, useState } from "react";

/** Shorter than this, a skeleton would only flicker. */
const patienceMs = 150;

/**
 * A link to a page of the workspace, which shows a skeleton while the page is on its way. The pages themselves are sent whole:
 * what is streamed into a skeleton is never seen by whoever has no scripts. For the same reason nothing is fetched ahead: there is no
 * boundary to stop at, so every link in view would have the server ask the APIs for a page that hardly anybody opens.
 */
export function PageLink({ children, ...rest }: ComponentProps<typeof Link>) {
  return (
    <Link prefetch={false} {...rest}>
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
