import { Trans } from "@lingui/react/macro";

const SHAPES = {
  line: "h-4 w-40",
  row: "h-row w-full",
  figure: "h-10 w-48",
  amount: "h-16 w-64",
  code: "aspect-square w-full max-w-phone",
  card: "h-32 w-full",
};

interface SkeletonProps {
  /** The final shape of what is being loaded. */
  shape: keyof typeof SHAPES;
  count?: number;
}

export function Skeleton({ shape, count = 1 }: SkeletonProps) {
  return (
    <div aria-busy="true" className="flex w-full flex-col gap-2">
      <span className="sr-only">
        <Trans>Loading</Trans>
      </span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={`animate-breathe max-w-full rounded-card bg-line ${SHAPES[shape]}`} />
      ))}
    </div>
  );
}
