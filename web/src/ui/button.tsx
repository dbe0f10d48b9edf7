import type { ComponentProps } from "react";
import { PageLink } from "@/ui/page-link";
import styles from "./button.module.css";

type Look = { look?: "primary" | "secondary" | "danger"; large?: boolean; wide?: boolean };

function className({ look = "primary", large, wide }: Look): string {
  return [styles.button, styles[look], large && styles.large, wide && styles.wide].filter(Boolean).join(" ");
}

export function Button({ look, large, wide, type = "button", ...rest }: Look & ComponentProps<"button">) {
  return <button {...rest} type={type} className={className({ look, large, wide })} />;
}

/** Followed by the browser itself: for what the router cannot get, as a whole page anew. */
export function PlainButtonLink({ look, large, wide, children, ...rest }: Look & ComponentProps<"a">) {
  return (
    <a {...rest} className={className({ look, large, wide })}>
      {children}
    </a>
  );
}

export function ButtonLink({ look, large, wide, ...rest }: Look & ComponentProps<typeof PageLink>) {
  return <PageLink {...rest} className={className({ look, large, wide })} />;
}
