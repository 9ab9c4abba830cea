/** The vermilion seal, 交子 cut into it in white: brand mark, favicon (public/icon.svg) and the stamp on what is paid. */
export function SealMark({ className = "size-10" }: { className?: string }) {
  return (
    <svg viewBox="0 0 100 100" aria-hidden="true" className={`shrink-0 ${className}`}>
      <path fillRule="evenodd" className="fill-seal" d="M9 5 46 4l45 1 4 5v38l1 40-4 7-44 1-39-1-5-5 1-42-1-38z" />
      <g className="fill-none stroke-paper" strokeWidth="6.5" strokeLinejoin="round">
        <path d="M50 12v10M19 22h62M37 27 27 37M63 27l10 10M66 34 27 53M34 34l39 19" />
        <path d="M29 60h42L52 70v19l-11-3M19 74h62" />
      </g>
    </svg>
  );
}
