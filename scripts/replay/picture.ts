/** How one measure grows or falls with α, without and with netting. */
export interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly most: number;
  readonly lines: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const WIDTH = 440;
const HEIGHT = 300;
const LEFT = 56;
const TOP = 52;
const RIGHT = 20;
const BOTTOM = 56;
const STEPS = 4;

/** Rows of panels as SVG, readable on white and on black; α runs from 0 to 1 along each. */
export function pictureOf(rows: readonly (readonly Panel[])[]): string {
  const drawn = rows.flatMap((panels, row) =>
    panels.map((panel, place) => `<g transform="translate(${place * WIDTH} ${row * HEIGHT})">\n${draw(panel)}\n</g>`),
  );
  const columns = Math.max(...rows.map(({ length }) => length));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns * WIDTH} ${rows.length * HEIGHT}" font-family="system-ui, sans-serif" font-size="13">
<style>
  .paper { fill: #faf8f4 } .ink { fill: #1d1a16 } .soft { fill: #645d52 } .rule { stroke: #e4ded2 }
  .line0 { stroke: #645d52; stroke-dasharray: 6 4 } .line1 { stroke: #b5301c } .name0 { fill: #645d52 } .name1 { fill: #b5301c }
  polyline { fill: none; stroke-width: 2.5 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #1d1a16 } .ink { fill: #faf8f4 } .soft { fill: #b8b0a3 } .rule { stroke: #3d382f }
    .line0 { stroke: #b8b0a3 } .line1 { stroke: #ff8a73 } .name0 { fill: #b8b0a3 } .name1 { fill: #ff8a73 }
  }
</style>
<rect class="paper" width="100%" height="100%" rx="12"/>
${drawn.join("\n")}
</svg>
`;
}

function draw({ title, unit, most, lines }: Panel): string {
  const across = (share: number) => round(LEFT + share * (WIDTH - LEFT - RIGHT));
  const up = (value: number) => round(HEIGHT - BOTTOM - (value / most) * (HEIGHT - TOP - BOTTOM));
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS);
  return [
    `<text class="ink" x="${LEFT}" y="28" font-weight="600">${title}</text>`,
    ...steps.map((share) => {
      const y = up(share * most);
      const label = `<text class="soft" x="${LEFT - 8}" y="${y + 4}" text-anchor="end">${round(share * most)}${unit}</text>`;
      return `<path class="rule" d="M${LEFT} ${y}H${WIDTH - RIGHT}"/>${label}`;
    }),
    ...steps.map(
      (share) =>
        `<text class="soft" x="${across(share)}" y="${HEIGHT - BOTTOM + 20}" text-anchor="middle">${share}</text>`,
    ),
    ...lines.map(({ values }, row) => {
      const points = values.map((value, place) => `${across(place / (values.length - 1))},${up(value)}`);
      return `<polyline class="line${row}" points="${points.join(" ")}"/>`;
    }),
    ...lines.map(
      ({ name }, row) => `<text class="name${row}" x="${LEFT + row * 130}" y="${HEIGHT - 12}">${name}</text>`,
    ),
    `<text class="soft" x="${WIDTH - RIGHT}" y="${HEIGHT - 12}" text-anchor="end">α</text>`,
  ].join("\n");
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
