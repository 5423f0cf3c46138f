import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseSystemsFile } from "@/lib/systems/parse-systems-file";
import { drain } from "@/testing/examples/drain";
import { decodeText, encodingNote } from "./decode-text";

const wide = (text: string, order: "le" | "be", mark = true) => {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
};
const read = (bytes: Uint8Array) => {
  const file = decodeText(bytes);
  return file.ok ? [file.encoding, file.text] : file.sentence;
};

describe("the text of a file", () => {
  it.each([
    ["UTF-8", Buffer.from("Müller € 日本\r\n"), "Müller € 日本\r\n"],
    ["UTF-8", Buffer.from("\ufeffMüller"), "Müller"],
    ["UTF-8", Buffer.from(""), ""],
    ["UTF-16", wide("Büro\tMüller\r\n", "le"), "Büro\tMüller\r\n"],
    ["UTF-16", wide("Büro\tMüller\r\n", "be"), "Büro\tMüller\r\n"],
    ["UTF-16", wide("name\tclient\r\n", "le", false), "name\tclient\r\n"],
    ["UTF-16", wide("name\tclient\r\n", "be", false), "name\tclient\r\n"],
    ["Windows-1252", Buffer.from("4dfc6c6c6572202620 53f6686e65 8020".replaceAll(" ", ""), "hex"), "Müller & Söhne€ "],
    ["Windows-1252", Buffer.from("e9", "hex"), "é"],
  ])("is read as %s", (encoding, bytes, text) => expect(read(bytes)).toEqual([encoding, text]));

  it.each([
    ["damaged UTF-16", wide("name", "le").subarray(0, 9)],
    ["damaged UTF-16", Buffer.concat([wide("name", "le"), Buffer.from([0, 0xd8])])],
    ["UTF-32", Buffer.from("fffe00006e000000", "hex")],
    ["neither in UTF-8 nor in Windows-1252", Buffer.from([0x41, 0x81])],
    ["neither in UTF-8 nor in Windows-1252", Buffer.concat([Buffer.from("Müller"), Buffer.from([0xfc])])],
    ["NUL", Buffer.from("name,client\ndns\0,Acme\n")],
    ["letters that were lost", Buffer.from("M\ufffdller")],
  ])("is refused as %s", (words, bytes) => expect(read(bytes)).toContain(words));

  it("is said where it had to be guessed, and only there", () => {
    expect(encodingNote("Windows-1252")).toContain("read as Windows-1252");
    expect(encodingNote("UTF-8")).toBeNull();
  });
});

it.each([
  ["systems-windows-1252.csv", [["Gebäudeleitserver", "Müller & Söhne GmbH"]]],
  ["systems-utf16-tabs.txt", [["Büro", "Müller AG"]]],
  ["systems-sep-line.csv", [["dns-x", "Acme"]]],
])("the file %s names its systems", (name, systems) => {
  const file = decodeText(readFileSync(new URL(`../../testing/cases/${name}`, import.meta.url)));
  const read = file.ok ? drain(parseSystemsFile(file.text, "Europe/Berlin")) : file;
  expect(read.ok && read.rows.map((row) => [row.name, row.client])).toEqual(systems);
});
