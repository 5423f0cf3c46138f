import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainErrors } from "@/db/replay/chain-errors";
import { exportChangeEvidence } from "@/db/report/evidence/export-change-evidence";
import { differencesIn } from "@/testing/compared/compare-tables";
import { evidenceTextOf } from "@/testing/evidence-text";
import { attachFiles, descriptionOf as described } from "@/testing/files/attach-files";
import { sampleJpeg, samplePdf, samplePng } from "@/testing/files/sample-files";
import { type Fixture, firstInput, newFixture } from "@/testing/fixture";
import { newSigner } from "@/testing/sign-log";
import { refusalFrom, takeStep, takeStepIn } from "@/testing/steps";
import { verifyExport } from "@/testing/verify-export";
import { readAttachment } from "./read-attachment";

let fixture: Fixture;
let change = 0;
const signer = newSigner();
const comment = { comment: "As seen on the dashboard." };
const text = Buffer.from("probe ok\n");

beforeAll(async () => {
  fixture = await newFixture();
  process.env.DATABASE_URL = fixture.url("app");
  change = (await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture))).id;
});
afterAll(() => fixture.drop());

type Files = Parameters<typeof attachFiles>[5];
const attach = (files: Files, actor = fixture.operator) =>
  attachFiles(fixture.app, actor, change, "note", comment, files);
/** The texts of the files of an event, by place. */
const textsOf = (event: number) =>
  fixture.owner<{ id: number; text: string | null }[]>`
    select id, text from texts where event_id = ${event} and field = 'attachments' order by position`;

describe("files of a step", () => {
  it("are stored as they were sent, and described in the record", async () => {
    const files: Files = [
      ["a.png", samplePng()],
      ["b.jpg", sampleJpeg()],
      ["c.pdf", samplePdf()],
    ];
    const { event } = await attach(files);
    for (const [place, { id, text: description }] of (await textsOf(event)).entries()) {
      const [name = "", content = Buffer.alloc(0)] = files[place] ?? [];
      expect(await readAttachment(change, id)).toEqual({ description: described(name, content), content });
      expect(description).toContain(`${name}, `);
      expect(await readAttachment(change + 1, id)).toBeNull();
    }
  });

  it("are in the event by a salted hash alone", async () => {
    const { event } = await attach([["secret-name.txt", text]]);
    const [row] = await fixture.owner<{ canonical: string }[]>`select canonical from events where id = ${event}`;
    expect(JSON.parse(row?.canonical ?? "").data.attachments).toEqual([
      { file: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(row?.canonical).not.toContain("secret-name");
  });

  it("are asked for by no other step, and by nobody but its operators", async () => {
    expect(
      await refusalFrom(
        takeStep(fixture.app, fixture.operator, "change", change, "submit", {
          attachments: [described("a.txt", text)],
        }),
      ),
    ).toMatchObject({ refusal: "field_unasked" });
    expect(await refusalFrom(attach([["a.txt", text]], fixture.auditor))).toMatchObject({ code: "WL001" });
  });
});

/** A note that describes files, and `more` in its transaction. */
const noteOf = (attachments: unknown, ...contents: readonly Buffer[]) =>
  fixture.app.begin(async (tx) => {
    await takeStepIn(tx, fixture.operator, "change", change, "note", { ...comment, attachments });
    for (const [place, content] of contents.entries())
      await tx`select store_attachment(${change}, ${place}, ${content})`;
  });

describe("nothing is committed", () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ["of a file without its bytes", () => noteOf([described("a.txt", text)]), "file_of_no_step"],
    ["of other bytes", () => noteOf([described("a.txt", text)], Buffer.from("probe no\n")), "file_unlike_its_step"],
    [
      "of another type",
      () => noteOf([described("a.txt", text).replace("text/plain", "image/png")], text),
      "file_unlike_its_step",
    ],
    [
      "of binary as text",
      () => noteOf([described("a.txt", Buffer.from([0xff, 0]))], Buffer.from([0xff, 0])),
      "file_unlike_its_step",
    ],
    ["of more than 10 MB", () => noteOf([described("a.txt", large(1))], large(1)), "file_unlike_its_step"],
    ["of four files", () => noteOf(Array(4).fill(described("a.txt", text)), text, text, text, text), "too_many_files"],
    ["of a name with a folder", () => noteOf([described("../a.txt", text)], text), "field_misfit"],
    [
      "of another type than the four",
      () => noteOf([described("a.txt", text).replace("text/plain", "image/svg+xml")], text),
      "field_misfit",
    ],
    ["of a list of lists", () => noteOf([[described("a.txt", text)]], text), "field_misfit"],
    ["of what is no list", () => noteOf({ file: 1 }), "too_many_files"],
  ])("%s", async (_, attempt, because) => {
    expect(await refusalFrom(attempt())).toMatchObject({ refusal: because });
  });

  it("but a file of 10 MB to the byte is", async () => {
    await noteOf([described("a.txt", large(0))], large(0));
  });
});

const large = (more: number) => Buffer.alloc(10 * 1024 * 1024 + more, "a");

it("nobody adds bytes to another person's step, changes or deletes them, the owner included", async () => {
  const { event } = await attach([["a.txt", text]]);
  const [{ id = 0 } = {}] = await textsOf(event);
  const asOther = fixture.app.begin(async (tx) => {
    await tx`select set_config('windlass.session', ${fixture.operator2.token}, true)`;
    await tx`select store_attachment(${change}, 0, ${text})`;
  });
  expect(await refusalFrom(asOther)).toMatchObject({ refusal: "file_of_no_step" });
  const { owner } = fixture;
  for (const attempt of [
    () => owner`update attachments set content = 'other' where text_id = ${id}`,
    () => owner`update attachments set content = null where text_id = ${id}`,
    () => owner`delete from attachments where text_id = ${id}`,
    () => owner`truncate attachments`,
  ])
    expect(await refusalFrom(async () => await attempt())).toMatchObject({ code: "WL001" });
  await expect(fixture.app`insert into attachments (text_id, content) values (${id}, 'x')`).rejects.toMatchObject({
    code: "42501",
  });
});

it("a lead redacts name, hash and bytes at once; event and salted hash stay, and all verifies", async () => {
  const { event } = await attach([
    ["password.png", samplePng(3, 3)],
    ["other.txt", text],
  ]);
  const [{ id: gone = 0 } = {}, { id: other = 0 } = {}] = await textsOf(event);
  await takeStep(fixture.app, fixture.lead, "change", change, "redact", {
    redacted: gone,
    reason: "It shows a password.",
  });
  expect(await readAttachment(change, gone)).toEqual({ description: null, content: null });
  expect(await readAttachment(change, other)).toMatchObject({ content: text });
  expect(await chainErrors(fixture.superuser)).toEqual([]);
  expect(await differencesIn(fixture.superuser, "attachments")).toEqual([]);
  const person = { ...fixture.auditor, personId: fixture.auditor.id };
  const exporter = { person, organisation: "Anchor MSP", demonstration: true };
  const evidence = await evidenceTextOf(exportChangeEvidence(exporter, change), fixture.worker, signer);
  expect(evidence).toContain(`"text":"${described("other.txt", text)}"`);
  expect(evidence).not.toContain("password.png");
  expect(await verifyExport(evidence)).toMatchObject({ ok: true });
});

it("a change has at most 100 files", async () => {
  const other = await takeStep(fixture.app, fixture.operator, "change", null, "draft", firstInput.normal(fixture));
  const three: Files = [1, 2, 3].map((n) => [`${n}.txt`, text]);
  for (let note = 0; note < 33; note += 1)
    await attachFiles(fixture.app, fixture.operator, other.id, "note", comment, three);
  const refused = attachFiles(fixture.app, fixture.operator, other.id, "note", comment, three);
  expect(await refusalFrom(refused)).toMatchObject({ refusal: "too_many_attachments" });
});
