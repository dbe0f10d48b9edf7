const paths = {
  overview: "M4 5.5h6v5H4zM14 5.5h6v8h-6zM4 14.5h6v4H4zM14 17.5h6v1h-6z",
  company: "M5 20V5.5L13 4v16M13 9.5h6V20M3.5 20h17M8.5 8.5h1M8.5 12h1M8.5 15.5h1M15.5 13h1M15.5 16.5h1",
  person: "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM4.5 20c.8-3.6 3.7-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
  plus: "M12 5v14M5 12h14",
  check: "M5 12.5l4.5 4.5L19 7.5",
  arrowRight: "M5 12h14M13 6l6 6-6 6",
  arrowLeft: "M19 12H5M11 6l-6 6 6 6",
  chevron: "M7 10l5 5 5-5",
  signOut: "M10 4.5H6A1.5 1.5 0 0 0 4.5 6v12A1.5 1.5 0 0 0 6 19.5h4M15 8l4 4-4 4M19 12H9.5",
  alert: "M12 8v5M12 16.5v.01M12 3.5l9 16H3z",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M5.5 11h13v9h-13z",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20.5 20.5 16 16",
  cloud: "M7 18.5a4 4 0 0 1-.5-7.97 5.5 5.5 0 0 1 10.6-1.02A4.5 4.5 0 0 1 17 18.5zM3.5 3.5l17 17",
  edit: "M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM14 7l3 3",
  archive: "M4 5h16v4H4zM5.5 9v10h13V9M10 13h4",
  shield: "M12 3.5l7 2.5v5.5c0 4.3-2.8 7.4-7 9-4.2-1.6-7-4.7-7-9V6zM9 12l2.2 2.2L15.2 10",
} as const;

export type IconName = keyof typeof paths;

/** Decoration: the words beside it say what it means. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
