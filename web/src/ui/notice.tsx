import type { ReactNode } from "react";
import { Icon } from "./icon";
import styles from "./notice.module.css";

type Tone = "success" | "warning" | "danger";

/** Something to know, read out by screen readers: bad news at once, good news when there is a pause. */
export function Notice({ tone, children }: { tone: Tone; children: ReactNode }) {
  const urgent = tone !== "success";
  return (
    <div role={urgent ? "alert" : "status"} className={`${styles.notice} ${styles[tone]}`}>
      <Icon name={urgent ? "alert" : "check"} />
      <div className={styles.text}>{children}</div>
    </div>
  );
}
