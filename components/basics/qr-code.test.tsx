import QRCode from "qrcode";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { QrCode } from "./qr-code";

/** The modules that an SVG of one path draws, read back from it. */
function modulesOf(markup: string, size: number): number[] {
  const modules = Array.from({ length: size * size }, () => 0);
  for (const [, x, y, length] of markup.matchAll(/M(\d+) (\d+)h(\d+)v1/g))
    for (let i = 0; i < Number(length); i += 1) modules[(Number(y) - 4) * size + Number(x) - 4 + i] = 1;
  return modules;
}

it.each(["https://example.com", `webcal://windlass.example.com/calendar.ics?token=${"x".repeat(43)}&client=6&mine=1`])(
  "draws every module of the code of %s, with an empty border of four",
  (text) => {
    const markup = renderToStaticMarkup(<QrCode text={text} label="A code" />);
    const { size, data } = QRCode.create(text, { errorCorrectionLevel: "M" }).modules;
    expect(markup).toContain(`viewBox="0 0 ${size + 8} ${size + 8}"`);
    expect(markup).toContain('role="img" aria-label="A code"');
    expect(modulesOf(markup, size)).toEqual([...data]);
  },
);
