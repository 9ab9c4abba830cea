// One stroke weight, 24 × 24, drawn for this page. An icon never stands without its word.
const PATHS = {
  back: "M15 5l-7 7 7 7",
  bank: "M3 10l9-6 9 6M5 10v8M10 10v8M14 10v8M19 10v8M3 20h18",
  camera: "M4 8h4l2-3h4l2 3h4v11H4zM12 16.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7z",
  check: "M4 12.5l5 5L20 6.5",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3.5 2",
  code: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 20h2",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  cross: "M6 6l12 12M18 6L6 18",
  delete: "M9 5h12v14H9l-6-7zM12 9.5l5 5M17 9.5l-5 5",
  forward: "M9 5l7 7-7 7",
  home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z",
  inbox: "M4 13l3-9h10l3 9v7H4zM4 13h5l1 3h4l1-3h5",
  link: "M10 14a4 4 0 010-5.7l3-3a4 4 0 015.7 5.7l-1.5 1.5M14 10a4 4 0 010 5.7l-3 3a4 4 0 01-5.7-5.7L6.8 11.5",
  list: "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01",
  offline:
    "M4 4l16 16M9 15.5a4 4 0 015.5-.2M5.5 12a9 9 0 014-2.3M2 8.5A14 14 0 017 5.7M14 9.5a9 9 0 014.5 2.5M11 5a14 14 0 0111 3.5M12 19h.01",
  paste: "M9 4h6v3H9zM9 5H5v16h14V5h-4M9 12h6M9 16h4",
  people:
    "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3 20c0-4 2.5-6 6-6s6 2 6 6M16 4.5a3.5 3.5 0 010 6.5M17.5 14c2.3.7 3.5 2.7 3.5 6",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 4M15.5 9h.01",
  plus: "M12 5v14M5 12h14",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  scan: "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16",
  shop: "M4 10v10h16V10M3 10l2-6h14l2 6M3 10a3 3 0 006 0 3 3 0 006 0 3 3 0 006 0M10 20v-5h4v5",
  stopped: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5M12 16.5h.01",
  torch: "M13 3L5 14h6l-1 7 8-11h-6z",
  wallet: "M4 7h16v13H4zM4 7l12-4v4M15 13.5h5",
  warning: "M12 4l9.5 16h-19zM12 10v4.5M12 17.5h.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, className = "size-5" }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={`shrink-0 fill-none stroke-current stroke-2 ${className}`}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
