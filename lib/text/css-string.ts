/**
 * A text as a CSS string that says exactly that and nothing else, wherever it came from: all but plain letters, digits and
 * spaces are written as their code points, so that no quote, backslash or `</style>` is left. Longer ones are cut.
 */
export function cssString(text: string, most = 160): string {
  const points = [...text.replaceAll(/\p{C}+/gu, " ")];
  const kept = points.length > most ? [...points.slice(0, most - 1), "…"] : points;
  return `"${kept.map(inCss).join("")}"`;
}

// A space ends an escape and is no part of the text.
const inCss = (point: string): string =>
  /^[A-Za-z0-9 ]$/.test(point) ? point : `\\${(point.codePointAt(0) ?? 0).toString(16).padStart(6, "0")} `;
