"use client";

import { usePathname } from "next/navigation";
import { useDictionary } from "@/i18n/dictionary-provider";
import { Icon } from "@/ui/icon";
import { PageLink } from "@/ui/page-link";
import styles from "./navigation.module.css";

/** A column beside the page; on a phone a bar at its foot. */
export function Navigation() {
  const path = usePathname();
  const text = useDictionary().navigation;
  const places = [
    { href: "/dashboard", text: text.dashboard, icon: "overview" },
    { href: "/companies", text: text.companies, icon: "company" },
    { href: "/profile", text: text.profile, icon: "person" },
  ] as const;

  return (
    <nav aria-label={text.main} className={styles.navigation}>
      <ul>
        {places.map((place) => (
          <li key={place.href}>
            <PageLink
              href={place.href}
              className={styles.place}
              aria-current={path === place.href ? "page" : path.startsWith(`${place.href}/`) ? "true" : undefined}
            >
              <Icon name={place.icon} />
              {place.text}
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
