import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import styles from "./state-view.module.css";

interface Props {
  icon: IconName;
  title: string;
  text: string;
  note?: string;
  /** 1 where this is all there is on the page. */
  level?: 1 | 2;
  children?: ReactNode;
}

/** What stands where content would: nothing yet, not found, not allowed, not available. */
export function StateView({ icon, title, text, note, level = 2, children }: Props) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div className={styles.state}>
      <span className={styles.icon}>
        <Icon name={icon} size={26} />
      </span>
      <Heading className={styles.title}>{title}</Heading>
      <p className={styles.text}>{text}</p>
      {note && <p className={styles.note}>{note}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
