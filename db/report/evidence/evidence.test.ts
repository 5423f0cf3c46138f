import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sha256Hex } from "@/db/connection/sha256-hex";
import { checkpointNote, verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { periodOf } from "@/lib/report/report-filter";
import { evidenceTextOf } from "@/testing/evidence-text";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { type CreatedRecords, createRecords, hardTexts } from "@/testing/record-fixtures";
import { newSigner, signLog } from "@/testing/sign-log";
import { takeStep } from "@/testing/steps";
import { verifyExport } from "@/testing/verify-export";
import { exportChangeEvidence } from "./export-change-evidence";
import { exportReportEvidence } from "./export-report-evidence";

// A file of evidence, and what a stranger's verifier says of it after each thing that was done to it.

let fixture: Fixture;
let records: CreatedRecords;
let file = "";
/** A checkpoint that was handed out before the file, and one of later. */
let earlier = "";
let later = "";
const signer = newSigner();

const exporter = (who: "auditor" | "nobody" = "auditor") => ({
  person: { ...fixture[who], personId: fixture[who].id },
  organisation: "Anchor MSP",
  demonstration: true,
});
const ofChange = (id: number, since?: number) =>
  evidenceTextOf(exportChangeEvidence({ ...exporter(), sinceSize: since }, id), fixture.worker, signer);
const exportOptions = (filter = {}) => ({
  filter,
  period: periodOf(filter, new Date().toISOString(), "UTC"),
  zone: "UTC",
});
const report = (filter = {}) => {
  return evidenceTextOf(exportReportEvidence(exporter(), exportOptions(filter)), fixture.worker, signer);
};

beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
  earlier = await signLog(fixture.worker, signer);
  await fixture.app`select mark_checkpoint_handed_out(id) from checkpoints`;
  records = await createRecords(fixture);
  for (let more = 0; more < 2; more += 1)
    await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  file = await report({ sample: 2 });
  later = await signLog(fixture.worker, signer);
  await takeStep(fixture.app, fixture.operator, "change", records.normal, "note", { comment: "Later." });
  later = await signLog(fixture.worker, signer);
});
afterAll(() => fixture.drop());

type Event = {
  place: number;
  canonical: string;
  hash: string;
  proof: string[];
  texts: { field: string; salt: string; text: string }[];
};
type Recorded = { number: string; count: number; facts: Record<string, unknown>; events: Event[] };
const recordsIn = (text: string) => JSON.parse(text).records as Recorded[];

describe("a file as it was handed out", () => {
  it("verifies, and says what it was not checked against", async () => {
    const { ok, output, verdict } = await verifyExport(file);
    expect(verdict).toMatch(/^VERIFIED: \d+ events of 4 changes and 1 incident,/);
    expect(ok).toBe(true);
    expect(output).toContain("Not checked against an outside checkpoint");
    expect(output).toContain("The key came with the export itself");
  });

  it("verifies against the key and a checkpoint that somebody kept", async () => {
    const { output, verdict } = await verifyExport(file, { key: verifierKey(signer), checkpoint: earlier });
    expect(verdict).toMatch(/^VERIFIED/);
    expect(output).toContain("Checked against the given checkpoint");
    expect(output).not.toContain("not checked");
  });

  it("holds the change alone when asked for one, with its incident and what was redacted", async () => {
    const one = await ofChange(records.emergency);
    expect(recordsIn(one).map(({ number }) => number)).toEqual(["export", "CHG-1002", "INC-1001"]);
    expect(one).not.toContain("Hunter2");
    expect(await verifyExport(one)).toMatchObject({ ok: true });
  });

  it("gives texts back to the byte", () => {
    const [, change] = recordsIn(file);
    const texts = Object.fromEntries(change?.events[0]?.texts.map(({ field, text }) => [field, text]) ?? []);
    expect(texts).toMatchObject(hardTexts);
    expect(change?.facts).toMatchObject(hardTexts);
  });

  it("verifies with its last commas moved or gone", async () => {
    expect(await verifyExport(file.replaceAll(/,$/gm, ""))).toMatchObject({ ok: true });
    expect(await verifyExport(file.replaceAll("}\n]}", "},\n]}"))).toMatchObject({ ok: true });
  });

  it("goes on while others write, and tells one moment alone", async () => {
    const written = evidenceTextOf(exportReportEvidence(exporter(), exportOptions()), fixture.worker, signer);
    for (let n = 0; n < 5; n += 1)
      await takeStep(fixture.app, fixture.operator, "change", records.normal, "note", { comment: "N." });
    expect(await verifyExport(await written)).toMatchObject({ ok: true });
  });

  it("is refused to somebody without a role, and says so where nobody signs", async () => {
    expect(await exportChangeEvidence(exporter("nobody"), records.normal)).toMatchObject({ ok: false, kind: "who" });
  });
});

/** The lines of the file, counted from 0, in which the events of a record stand. */
function linesOf(number: string): number[] {
  const head = file.split("\n").findIndex((line) => line.includes(`"number":"${number}","subject"`));
  const events = recordsIn(file).find((one) => one.number === number)?.events ?? [];
  return events.map((_, index) => head + 1 + index);
}
const line = (number: string, event: number) => linesOf(number)[event - 1] ?? 0;
const changedLines = (change: (lines: string[]) => unknown) => {
  const lines = file.split("\n");
  change(lines);
  return lines.join("\n");
};
const changed = (at: number, change: (event: Event) => unknown) =>
  changedLines((lines) => {
    const event = JSON.parse((lines[at] ?? "").replace(/,$/, ""));
    change(event);
    lines[at] = `${JSON.stringify(event)},`;
  });
const swap = (lines: string[], one: number, other: number) => {
  [lines[one], lines[other]] = [lines[other] ?? "", lines[one] ?? ""];
};
const recordLines = (number: string): [number, number] => [line(number, 1) - 1, linesOf(number).length + 2];
const counted = (lines: string[], number: string, by: number) => {
  const [head] = recordLines(number);
  lines[head] = (lines[head] ?? "").replace(/"count":(\d+)/, (_, count) => `"count":${Number(count) + by}`);
};
const refit = (event: Event) => {
  event.hash = sha256Hex(event.canonical);
};

const tamperings: Record<string, [change: () => string, verdict: RegExp]> = {
  "a byte of an event": [
    () => changed(line("CHG-1001", 3), (event) => (event.canonical = event.canonical.replace('"by": ', '"by": 1'))),
    /^BROKEN: CHG-1001, event 3: the bytes do not match the hash/,
  ],
  "a byte of an event, and its hash made to fit": [
    () =>
      changed(line("CHG-1001", 3), (event) => {
        event.canonical = event.canonical.replace('"by": ', '"by": 1');
        refit(event);
      }),
    /^BROKEN: CHG-1001, event 3 \(log index \d+\): the signed log does not hold it/,
  ],
  "a byte of the event of the export": [
    () => changed(line("export", 1), (event) => (event.canonical = event.canonical.replace('"by": ', '"by": 1'))),
    /^BROKEN: the event of the export: the bytes/,
  ],
  "the first event taken out": [
    () => changedLines((lines) => lines.splice(line("CHG-1001", 1), 1)),
    /^BROKEN: CHG-1001, event 1: missing/,
  ],
  "a middle event taken out": [
    () => changedLines((lines) => lines.splice(line("CHG-1001", 3), 1)),
    /^BROKEN: CHG-1001, event 3: missing/,
  ],
  "the last event taken out": [
    () => changedLines((lines) => lines.splice(line("CHG-1001", 5), 1)),
    /^BROKEN: CHG-1001, event 5: missing/,
  ],
  "the last event taken out, and the record said to have one less": [
    () =>
      changedLines((lines) => {
        lines.splice(line("CHG-1001", 5), 1);
        counted(lines, "CHG-1001", -1);
      }),
    /^BROKEN: CHG-1001: by its events it is submitted, by its facts reviewed/,
  ],
  "the last event and what the facts say of it taken out": [
    () =>
      changedLines((lines) => {
        lines.splice(line("CHG-1001", 5), 1);
        counted(lines, "CHG-1001", -1);
        const [head] = recordLines("CHG-1001");
        lines[head] = (lines[head] ?? "")
          .replace('"status":"reviewed"', '"status":"submitted"')
          .replace(/"reviewed":\{[^}]*\}/, '"reviewed":null');
      }),
    /^BROKEN: the records or their facts: not those that were exported/,
  ],
  "two events swapped": [
    () => changedLines((lines) => swap(lines, line("CHG-1001", 2), line("CHG-1001", 3))),
    /^BROKEN: CHG-1001, event 2: missing; event 3 is in its place/,
  ],
  "an event copied": [
    () => changedLines((lines) => lines.splice(line("CHG-1001", 3), 0, lines[line("CHG-1001", 3)] ?? "")),
    /^BROKEN: CHG-1001, event 3 \(log index \d+\): out of order, after event 3/,
  ],
  "an event made up": [
    () =>
      changedLines((lines) => {
        const before = JSON.parse((lines[line("CHG-1001", 4)] ?? "").replace(/,$/, ""));
        const body = { ...JSON.parse(before.canonical), seq: 5, texts: {}, previous: before.hash };
        const event = { ...before, canonical: JSON.stringify(body), texts: [] };
        refit(event);
        lines.splice(line("CHG-1001", 5), 0, JSON.stringify(event));
      }),
    /^BROKEN: CHG-1001, event 5 \(log index \d+\): the signed log does not hold it/,
  ],
  "the proof of an event of another record": [
    () => changed(line("CHG-1001", 3), (event) => (event.proof = recordsIn(file)[2]?.events[0]?.proof ?? [])),
    /^BROKEN: CHG-1001, event 3 \(log index \d+\): the signed log does not hold it/,
  ],
  "the place of another": [
    () => changed(line("CHG-1001", 3), (event) => (event.place += 1)),
    /^BROKEN: CHG-1001, event 3 \(log index \d+\): the signed log does not hold it/,
  ],
  "an event of another record": [
    () =>
      changedLines((lines) => {
        lines[line("CHG-1001", 3)] = lines[line("CHG-1002", 3)] ?? "";
      }),
    /^BROKEN: CHG-1002, event 3 \(log index \d+\): in the record CHG-1001/,
  ],
  "a text": [
    () =>
      changed(line("CHG-1001", 1), ({ texts }) =>
        Object.assign(texts.find(({ field }) => field === "why") ?? {}, { text: "Else." }),
      ),
    /^BROKEN: CHG-1001, event 1 \(log index \d+\): the text "why" does not match its hash/,
  ],
  "a text taken out": [
    () => changed(line("CHG-1001", 1), (event) => (event.texts = event.texts.filter(({ field }) => field !== "why"))),
    /^BROKEN: CHG-1001, event 1 \(log index \d+\): the text "why" is missing/,
  ],
  "a text said to be redacted": [
    () =>
      changed(line("CHG-1001", 1), (event) => {
        event.texts = event.texts.map(({ text, ...one }) =>
          one.field === "why" ? { id: 1, field: "why", place: 0, redacted: true } : { ...one, text },
        ) as never;
      }),
    /^BROKEN: CHG-1001, event 1 \(log index \d+\): the text "why" is missing, and no event redacts it/,
  ],
  "the border between a salt and its text": [
    () =>
      changed(line("CHG-1001", 5), ({ texts }) =>
        Object.assign(texts[0] ?? {}, { salt: `${texts[0]?.salt}52`, text: texts[0]?.text.slice(1) }),
      ),
    /^BROKEN: CHG-1001, event 5 \(log index \d+\): the text "comment" does not match its hash/,
  ],
  "a remark that nobody made": [
    () => changed(line("CHG-1001", 3), (event) => Object.assign(event, { note: "Approved by phone." })),
    /^BROKEN: line \d+ of the export is not in the format that Windlass writes/,
  ],
  "another format": [() => file.replace("windlass-evidence", "constructor"), /^BROKEN: unknown export format/],
  "a finding": [
    () => changed(line("INC-1001", 2), ({ texts }) => Object.assign(texts[1] ?? {}, { text: "Nothing found." })),
    /^BROKEN: INC-1001, event 2 \(log index \d+\): the text "findings" does not match its hash/,
  ],
  "a record left out": [
    () => changedLines((lines) => lines.splice(...recordLines("CHG-1003"))),
    /^BROKEN: record 5 of the export: missing/,
  ],
  "the last record left out": [
    () => changedLines((lines) => lines.splice(...recordLines("CHG-1004"))),
    /^BROKEN: 4 changes were exported, and 3 are here/,
  ],
  "an incident left out, and those after it counted anew": [
    () =>
      changedLines((lines) => lines.splice(...recordLines("INC-1001")))
        .replace('"record":5', '"record":4')
        .replace('"record":6', '"record":5'),
    /^BROKEN: the records or their facts/,
  ],
  "what the facts say in words": [
    () => file.replace('"why":"Asked for."', '"why":"Ordered."'),
    /^BROKEN: CHG-1003: "why" in its facts differs from its events/,
  ],
  "what the facts say of a status": [
    () => file.replace('"status":"failed"', '"status":"closed"'),
    /^BROKEN: CHG-1002: by its events it is failed, by its facts closed/,
  ],
  "what the facts say of who did it": [
    () => file.replace(/("reviewed":\{"id":)\d+/, "$17"),
    /^BROKEN: CHG-1001: its facts contain 7 20\S+Z, but none of its events does/,
  ],
  "what the facts say of a name": [
    () => file.replace(/("reviewed":\{"id":\d+,"name":)"Reviewer One"/, '$1"Reviewer Two"'),
    /^BROKEN: the records or their facts/,
  ],
  "the measures": [() => file.replace('"permille":', '"permille":1'), /^BROKEN: "about": not what was exported/],
  "a member that stands there twice": [
    () =>
      changedLines((lines) => {
        const at = line("CHG-1001", 3);
        lines[at] = (lines[at] ?? "").replace('"canonical"', '"canonical":"{}","canonical"');
      }),
    /^BROKEN: line \d+ of the export is not in the format that Windlass writes/,
  ],
  "its end": [() => file.slice(0, file.length / 2), /^BROKEN: (line \d+|the export ends)/],
  "something after its end": [() => `${file}{}\n`, /^BROKEN: there is more text after the end/],
  "an earlier checkpoint": [
    () => file.replace(/("earlier":\[\n\{"checkpoint":"[^\\]+\\n)\d+/, "$12"),
    /^BROKEN: the earlier checkpoint of 2 events .* is not signed by the key/,
  ],
  "its checkpoint": [
    () => file.replace(/(\n"checkpoint":"[^\\]+\\n)\d+/, "$12"),
    /^BROKEN: the checkpoint of the export .* is not signed by the key/,
  ],
};

describe("a file in which something was changed", () => {
  for (const [name, [change, words]] of Object.entries(tamperings))
    it(`names it: ${name}`, async () => {
      const made = change();
      expect(made).not.toBe(file);
      const { ok, verdict } = await verifyExport(made);
      expect(verdict).toMatch(words);
      expect(ok).toBe(false);
    });
});

describe("the given checkpoint", () => {
  it("of later than the file is not joined with it, which it says", async () => {
    expect((await verifyExport(file, { checkpoint: later })).verdict).toMatch(
      /^BROKEN: .* the export is older, or the end of its log was removed/,
    );
  });

  it("that the file has no proof of is not joined with it either", async () => {
    const mine = changedLines((lines) =>
      lines.splice(
        lines.findIndex((one) => one.includes(`\\n${sizeOf(earlier)}\\n`)),
        1,
      ),
    );
    expect((await verifyExport(mine, { checkpoint: earlier })).verdict).toMatch(
      /^BROKEN: .* no proof that its log begins with the other/,
    );
  });

  it("that was kept and never handed out is joined with a file that is asked for so", async () => {
    await takeStep(fixture.app, fixture.operator, "change", records.normal, "note", { comment: "Before it." });
    const note = await signLog(fixture.worker, signer);
    await takeStep(fixture.app, fixture.operator, "change", records.normal, "note", { comment: "After it." });
    const [without, joined] = [await ofChange(records.normal), await ofChange(records.normal, sizeOf(note))];
    expect((await verifyExport(without, { checkpoint: note })).verdict).toContain(
      `with since=${sizeOf(note)} in its address`,
    );
    expect(await verifyExport(joined, { checkpoint: note })).toMatchObject({ ok: true });
  });

  it("of another key is of another log", async () => {
    const other = checkpointNote(
      { size: sizeOf(earlier), root: Buffer.alloc(32), at: "2026-01-01T00:00:00.000000Z" },
      newSigner(),
    );
    expect((await verifyExport(file, { checkpoint: other })).verdict).toMatch(
      /^BROKEN: the given checkpoint .* is not signed/,
    );
  });

  it("finds a log that was written anew and signed with the true key", async () => {
    const other = checkpointNote(
      { size: sizeOf(earlier), root: Buffer.alloc(32), at: "2026-01-01T00:00:00.000000Z" },
      signer,
    );
    expect((await verifyExport(file, { checkpoint: other })).verdict).toMatch(/^BROKEN: .* was rewritten/);
  });

  it("is asked for by its key", async () => {
    expect((await verifyExport(file, { key: verifierKey(newSigner()) })).verdict).toMatch(
      /^BROKEN: the export was not signed with the given key/,
    );
    expect((await verifyExport(file, { key: "nonsense" })).verdict).toMatch(/^BROKEN: the key is not a verifier key/);
  });
});

const sizeOf = (note: string) => Number(note.split("\n")[1]);
