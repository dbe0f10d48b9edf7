import styles from "./skeleton.module.css";

/** The outline of a page that is on its way. */
export function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" className={styles.skeleton}>
      <span className="visually-hidden">{label}</span>
      <span className={styles.title} />
      <span className={styles.lead} />
      <span className={styles.block} />
      <span className={styles.block} />
    </div>
  );
}
