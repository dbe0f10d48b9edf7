import { type ReactNode, useId } from "react";
import styles from "./panel.module.css";

/** A titled card. */
export function Panel(props: { title?: string; aside?: ReactNode; flush?: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={props.title ? id : undefined}>
      {props.title && (
        <header className={styles.header}>
          <h2 id={id}>{props.title}</h2>
          {props.aside}
        </header>
      )}
      <div className={props.flush ? undefined : styles.body}>{props.children}</div>
    </section>
  );
}
