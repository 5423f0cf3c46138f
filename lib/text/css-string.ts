/**
 * A text as a CSS string that says exactly that and nothing else, wherever it came from: all but plain letters, digits and
 * spaces are written as their code points, so that no quote, backslash or `</style>` is left. Longer ones are cut.
 */
export function toCssString(text: string, maxLength = 160): string {
  const characters = [...text.replaceAll(/\p{C}+/gu, " ")];
  const shortened = characters.length > maxLength ? [...characters.slice(0, maxLength - 1), "…"] : characters;
  return `"${shortened.map(escapeForCss).join("")}"`;
}

// A space ends an escape and is no part of the text.
const escapeForCss = (point: string): string =>
  /^[A-Za-z0-9 ]$/.test(point) ? point : `\\${(point.codePointAt(0) ?? 0).toString(16).padStart(6, "0")} `;
