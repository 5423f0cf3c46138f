import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/rules/judge";
import { rulesOf, type Step } from "@/lib/rules/rules";
import { decide, inputBeforeReading } from "./decide";
import type { FormMetadata } from "./form-metadata";
import type { LoadedRecord } from "./load-record";

const author: Actor = { id: 1, name: "Author", roles: ["operator"] };
const auditor: Actor = { id: 2, name: "Auditor", roles: ["auditor"] };
const draft: LoadedRecord = {
  recordState: {
    recordType: "change",
    type: "normal",
    name: "CHG-1001",
    status: "draft",
    pastActions: { author: [1], latest_author: [1] },
    checks: {},
  },
  stepSeq: 7,
  current: { title: "Renew the certificate", systems: [1] },
};
const note: FormMetadata = {
  subject: "change",
  step: "note",
  type: "normal",
  id: 1001,
  seq: 7,
  key: crypto.randomUUID(),
};
const submit: FormMetadata = { ...note, step: "submit" };

const decideForm = (formMetadata: FormMetadata, typed = {}, record: LoadedRecord | null = draft, actor = author) =>
  decide({ formMetadata, typed }, { record, actor, zone: "UTC" });

describe("a posted form", () => {
  it("is refused where there is no such record", async () => {
    expect(await decideForm(note, {}, null)).toEqual({ next: "refuse", cause: "missing" });
  });

  it("is refused where its record moved since it was read, unless its step stands aside", async () => {
    expect(await decideForm({ ...submit, seq: 6 })).toEqual({ next: "refuse", cause: "moved" });
    expect(await decideForm({ ...note, seq: 6 }, { comment: "Seen." })).toMatchObject({ next: "perform" });
  });

  it("is refused to whom the rulebook does not name, before anything of it is read", async () => {
    const decision = await decideForm(note, { nonsense: "x" }, draft, auditor);
    expect(decision).toMatchObject({ next: "refuse", cause: { refusal: { code: "who" } } });
  });

  it("is refused where the step does not leave the record's status", async () => {
    expect(await decideForm({ ...note, step: "approve" })).toMatchObject({
      next: "refuse",
      cause: { refusal: { code: "status" } },
    });
  });

  it("comes back where something is missing, is no field of it, or looks like a credential", async () => {
    expect(await decideForm(note, { comment: "" })).toMatchObject({
      next: "correct",
      errors: { comment: expect.any(String) },
    });
    expect(await decideForm(note, { nonsense: "x" })).toMatchObject({
      next: "correct",
      errors: { nonsense: expect.any(String) },
    });
    expect(await decideForm(note, { comment: "password: Xk39-Qp!77" })).toMatchObject({
      next: "correct",
      errors: { comment: expect.stringContaining("credential") },
    });
  });

  it("comes back where an edit changes nothing", async () => {
    const same = { title: "Renew the certificate", systems: ["1"], boxes: [] };
    expect(await decideForm({ ...note, step: "edit" }, same)).toMatchObject({ next: "correct" });
  });

  it("is performed with what was typed; fields left empty are left out", async () => {
    expect(await decideForm(note, { comment: " Seen. " })).toEqual({ next: "perform", input: { comment: "Seen." } });
    expect(await decideForm(submit)).toEqual({ next: "perform", input: {} });
  });
});

describe("a window whose end was left empty", () => {
  const approved: LoadedRecord = {
    ...draft,
    recordState: draft.recordState && { ...draft.recordState, status: "approved" },
    current: { expectedMinutes: 45 },
  };
  const schedule: FormMetadata = { ...note, step: "schedule" };
  const typed = { windowStart: "2030-01-01T23:30", windowEnd: "", timezone: "UTC", implementer: "" };

  it("ends after the minutes that its change expects", async () => {
    expect(await decideForm(schedule, typed, approved)).toMatchObject({
      next: "perform",
      input: { windowStart: "2030-01-01T23:30:00Z", windowEnd: "2030-01-02T00:15:00Z" },
    });
  });

  it("comes back where the change expects none, and where another step asks for an end", async () => {
    const missing = { next: "correct", errors: { windowEnd: expect.any(String) } };
    expect(await decideForm(schedule, typed, { ...approved, current: { expectedMinutes: null } })).toMatchObject(
      missing,
    );
    expect(await inputBeforeReading({ formMetadata: schedule, typed }, { actor: author, zone: "UTC" })).toBeNull();
  });
});

describe("what the database judges before the record is read", () => {
  const inputOf = (formMetadata: FormMetadata, typed = {}, actor = author) =>
    inputBeforeReading({ formMetadata, typed }, { actor, zone: "UTC" });

  it("is what the form says", async () => {
    expect(await inputOf(note, { comment: " Seen. " })).toEqual({ comment: "Seen." });
    expect(await inputOf({ ...submit, seq: 6 })).toEqual({});
  });

  it("is nothing of a form that comes back, whose person takes no such step, or that is the difference to the record", async () => {
    expect(await inputOf(note, { comment: "" })).toBeNull();
    expect(await inputOf(note, { comment: "password: Xk39-Qp!77" })).toBeNull();
    expect(await inputOf(note, { comment: "Seen." }, auditor)).toBeNull();
    expect(await inputOf({ ...note, step: "edit" }, { title: "Renew it", boxes: [] })).toBeNull();
  });

  it("is nothing of fields that depend on the type, which only the record knows", async () => {
    const ofExisting = rulesOf("change").filter(({ from }) => from !== "new");
    const inputsOf = (each: Step) => ofExisting.filter(({ step }) => step === each).map(({ inputs }) => inputs?.join());
    const dependOnType = ofExisting.map(({ step }) => step).filter((step) => new Set(inputsOf(step)).size > 1);
    expect(new Set(dependOnType)).toEqual(new Set(["edit", "document"]));
    const { type: _, ...untyped } = note;
    const facts = { what: "Failed over.", why: "It was down.", rollbackPlan: "Fail back to the first." };
    expect(await inputOf({ ...untyped, step: "document" }, facts)).toBeNull();
    expect(await inputOf({ ...untyped, step: "document" })).toEqual({});
  });
});
