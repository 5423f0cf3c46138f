import { describe, expect, it } from "vitest";
import { hostileFiles } from "@/testing/files/hostile-files";
import { sampleJpeg, samplePdf, samplePng } from "@/testing/files/sample-files";
import { attachmentTypes, maxFileNameLength } from "./attachment-types";
import { checkFile } from "./check-file";
import { describeFile, fileDescribedBy } from "./file-description";
import { safeFileName, shownFileName } from "./safe-file-name";

const files = hostileFiles(1000);

describe("1,000 hostile files", () => {
  it("are of every kind, and differ", () => {
    expect(new Set(files.map(({ kind }) => kind)).size).toBeGreaterThan(50);
    expect(files.filter(({ refused }) => refused).length).toBeGreaterThan(800);
    expect(new Set(files.map(({ bytes }) => bytes.toString("base64").slice(-400))).size).toBeGreaterThan(500);
  });

  it("are refused, or have one of four types by their content alone", () => {
    const wrong = files.flatMap(({ kind, bytes, refused }) => {
      const checked = checkFile(bytes);
      return checked.ok === refused ? [`${kind}: ${JSON.stringify(checked)}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("have names that are a name and nothing else, with an ending of their type", () => {
    for (const { name } of files)
      for (const type of attachmentTypes) {
        const safe = safeFileName(name, type);
        expect(safe, JSON.stringify(name)).toMatch(
          /^[^\s.\-/\\"'`<>|:*?%;&$#{}][^/\\"'`<>|:*?%;&$#{}\p{C}]*\.[a-z]+$/u,
        );
        expect(Array.from(safe).length).toBeLessThanOrEqual(maxFileNameLength);
        expect(safe).not.toMatch(/\.\.|^(con|nul)\./i);
        expect(safeFileName(safe, type)).toBe(safe);
        const described = { name: safe, type, size: 12, hash: "0".repeat(64) };
        expect(fileDescribedBy(describeFile(described))).toEqual(described);
      }
  });
});

describe("a file as people attach it", () => {
  it.each([
    ["image/png", samplePng(640, 48)],
    ["image/jpeg", sampleJpeg()],
    ["application/pdf", samplePdf()],
    ["text/plain", Buffer.from('probe ok\n\tat 12:00 – größer als 5 < 6 && "done" {json: [1]}\n')],
    ["text/plain", Buffer.from("\ufeffWith a byte order mark.\r\n")],
  ])("is %s by its content", (type, bytes) => {
    expect(checkFile(bytes)).toEqual({ ok: true, type });
  });

  it.each([
    ["screenshot 1.png", "image/png", "screenshot 1.png"],
    ["Photo.JPEG", "image/jpeg", "Photo.JPEG"],
    ["journal.log", "text/plain", "journal.log"],
    ["/var/log/journal", "text/plain", "journal.txt"],
    ["report.pdf.exe", "application/pdf", "report.pdf.exe.pdf"],
    ["größe-漢字.png", "image/png", "größe-漢字.png"],
    ["con.txt", "text/plain", "file-con.txt"],
    ["", "image/png", "file.png"],
  ] as const)("called %j is saved as a name of its type", (name, type, safe) => {
    expect(safeFileName(name, type)).toBe(safe);
  });

  it("is named in a refusal as it was sent, without what is dangerous", () => {
    expect(shownFileName("../scan.svg")).toBe("scan.svg");
    expect(shownFileName("notes.txt")).toBe("notes.txt");
  });
});
