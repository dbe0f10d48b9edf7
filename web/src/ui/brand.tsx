import Link from "next/link";
import styles from "./brand.module.css";

export function Brand({ href, name }: { href: string; name: string }) {
  return (
    <Link href={href} prefetch={false} className={styles.brand}>
      <svg aria-hidden="true" viewBox="0 0 40 40" width="30" height="30">
        <rect width="40" height="40" rx="11" fill="#0b6b50" />
        <path
          d="M22 12.5h-3.75a3.75 3.75 0 0 0 0 7.5h3.5a3.75 3.75 0 0 1 0 7.5H12"
          fill="none"
          stroke="#fff"
          strokeWidth="3.5"
          strokeLinecap="round"
        />
        <circle cx="27.6" cy="12.5" r="2.4" fill="#8fe3c2" />
      </svg>
      {name}
    </Link>
  );
}
