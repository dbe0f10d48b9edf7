import type { ReactNode } from "react";
import { LocaleSwitch, ThemeSwitch } from "@/app/switches";
import { currentDictionary } from "@/i18n/locale";
import { Brand } from "./brand";
import styles from "./site-shell.module.css";

/** The frame of the pages that need no sign-in. */
export async function SiteShell({ narrow, children }: { narrow?: boolean; children: ReactNode }) {
  const text = await currentDictionary();
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <Brand href="/" name={text.product} />
        <LocaleSwitch />
      </header>
      <main id="content" className={narrow ? styles.narrow : styles.main}>
        {children}
      </main>
      <footer className={styles.footer}>
        <span>{text.product}</span>
        <ThemeSwitch />
      </footer>
    </div>
  );
}
