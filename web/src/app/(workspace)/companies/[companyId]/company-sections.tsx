"use client";

import { usePathname } from "next/navigation";
import { PageLink } from "@/ui/page-link";
import styles from "./company-sections.module.css";

/** The sections of a company side by side; what does not fit is scrolled to. */
export function CompanySections(props: { label: string; sections: { href: string; text: string }[] }) {
  const path = usePathname();
  const [overview] = props.sections;
  return (
    <nav aria-label={props.label} className={styles.sections}>
      <ul>
        {props.sections.map((section) => (
          <li key={section.href}>
            <PageLink href={section.href} className={styles.section} aria-current={current(section.href)}>
              {section.text}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );

  /** A page within a section counts as it; everything is within the overview's address. */
  function current(href: string): "page" | "true" | undefined {
    if (path === href) return "page";
    return href !== overview?.href && path.startsWith(`${href}/`) ? "true" : undefined;
  }
}
