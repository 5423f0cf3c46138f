import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../../app/_browser/windlass.css", import.meta.url), "utf8");
const tokensIn = (part: string) =>
  Object.fromEntries([...part.matchAll(/--color-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
const [lightPart = "", darkPart = ""] = css.split("prefers-color-scheme: dark");
const light = tokensIn(lightPart);
const schemes = { light, dark: { ...light, ...tokensIn(darkPart.slice(0, darkPart.indexOf("@layer"))) } };

const grounds = ["paper", "raised", "sunken"];
const tints = ["accent", "good", "warn", "bad"];
const text = [
  ...grounds.flatMap((ground) => ["ink", "muted", ...tints.map((tint) => `${tint}-ink`)].map((ink) => [ink, ground])),
  ...tints.flatMap((tint) => ["ink", `${tint}-ink`].map((ink) => [ink, `${tint}-tint`])),
  ["muted", "accent-tint"],
  ["accent-ink", "bad-tint"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
  ["on-bad", "bad-solid"],
  ["on-bad", "bad-strong"],
];
const edges = grounds.map((ground) => ["line-strong", ground]);

for (const [scheme, tokens] of Object.entries(schemes)) {
  test.each(text)(`${scheme}: %s can be read on %s (4.5:1)`, (ink = "", ground = "") => {
    expect(contrast(tokens[ink], tokens[ground])).toBeGreaterThanOrEqual(4.5);
  });
  test.each(edges)(`${scheme}: %s, the edge of a control, is seen on %s (3:1)`, (edge = "", ground = "") => {
    expect(contrast(tokens[edge], tokens[ground])).toBeGreaterThanOrEqual(3);
  });
}

function contrast(one = "#000000", other = "#000000"): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
