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

export function ButtonLink({ look, large, wide, ...rest }: Look & ComponentProps<typeof PageLink>) {
  return <PageLink {...rest} className={className({ look, large, wide })} />;
}
