export interface Bar {
  name: string;
  median: number;
  min: number;
  max: number;
}

/** Pixels. */
const [WIDTH, NAMES, FIGURES, ROW, BAR, HEAD] = [860, 300, 130, 40, 20, 48];

const STYLE = `
  text { font: 14px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600 } .bar { fill: #8c959f } .first { fill: #0969da } .span { stroke: #1f2328 }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .bar { fill: #6e7681 } .first { fill: #4493f8 } .span { stroke: #e6edf3 } }`;

/**
 * A picture of bars from zero, the first `own` of them in the colour of what it is about, each with a line from its
 * smallest to its largest round.
 */
export function chart(title: string, bars: Bar[], own: number): string {
  const most = Math.max(...bars.map(({ max }) => max));
  const x = (value: number): number => NAMES + (value / most) * (WIDTH - NAMES - FIGURES);
  const rows = bars.map(({ name, median, min, max }, n) => {
    const middle = HEAD + n * ROW + ROW / 2;
    return [
      `<text x="${NAMES - 12}" y="${middle + 5}" text-anchor="end">${escape(name)}</text>`,
      `<rect class="${n < own ? 'first' : 'bar'}" x="${NAMES}" y="${middle - BAR / 2}" width="${(x(median) - NAMES).toFixed(1)}" height="${BAR}" rx="2"/>`,
      `<line class="span" x1="${x(min).toFixed(1)}" x2="${x(max).toFixed(1)}" y1="${middle}" y2="${middle}"/>`,
      `<text x="${(x(max) + 8).toFixed(1)}" y="${middle + 5}">${Math.round(median).toLocaleString('en')}/s</text>`,
    ].join('');
  });
  const height = HEAD + bars.length * ROW + 8;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(title)}">`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="12" y="28">${escape(title)}</text>`,
    ...rows,
    '</svg>\n',
  ].join('\n');
}

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
