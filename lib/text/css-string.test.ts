import { describe, expect, it } from "vitest";
import { toCssString } from "./css-string";

describe("a text in CSS", () => {
  it("leaves letters, digits and spaces as they are", () => {
    expect(toCssString("Anchor MSP 2026")).toBe('"Anchor MSP 2026"');
  });

  it("ends neither its string nor its style", () => {
    for (const nasty of ['"', "\\", "</style><script>", "'; } body { display: none", "\\22 ", "\n", "\u2028", "\0"])
      expect(toCssString(nasty)).toMatch(/^"([A-Za-z0-9 ]|\\[0-9a-f]{6} )*"$/);
  });

  it("says the same when CSS reads it", () => {
    const text = 'Böhm & "Söhne" \\ 日本 😀 </style>';
    const read = toCssString(text)
      .slice(1, -1)
      .replaceAll(/\\([0-9a-f]{6}) /g, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)));
    expect(read).toBe(text);
  });

  it("is cut where it would not fit", () => {
    expect(toCssString("a".repeat(300), 10)).toBe('"aaaaaaaaa\\002026 "');
  });
});
