import Link from "next/link";
import styles from "./brand.module.css";

export function Brand({ href, name }: { href: string; name: string }) {
  return (
    <Link href={href} className={styles.brand}>
      <svg aria-hidden="true" viewBox="0 0 40 40" width="30" height="30">
        <rect width="40" height="40" rx="11" fill="#0b6b50" />
        <path
          d="M27 13h-8.5a3.5 3.5 0 0 0 0 7h3a3.5 3.5 0 0 1 0 7H13"
          fill="none"
          stroke="#fff"
          strokeWidth="3.2"
          strokeLinecap="round"
        />
        <circle cx="13.4" cy="13" r="2.2" fill="#8fe3c2" />
        <circle cx="26.6" cy="27" r="2.2" fill="#8fe3c2" />
      </svg>
      {name}
    </Link>
  );
}
