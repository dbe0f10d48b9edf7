import styles from "./avatar.module.css";

function initials(name: string): string {
  const words = name.split(/[\s«»"'.,()-]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  return letters
    .map((word) => Array.from(word ?? "")[0] ?? "")
    .join("")
    .toUpperCase();
}

/** Initials on a soft ground; the name itself stands beside it. */
export function Avatar({ name, square, large }: { name: string; square?: boolean; large?: boolean }) {
  const className = [styles.avatar, square && styles.square, large && styles.large].filter(Boolean).join(" ");
  return (
    <span aria-hidden="true" className={className}>
      {initials(name) || "?"}
    </span>
  );
}
