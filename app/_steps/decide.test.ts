import { describe, expect, it } from "vitest";
import type { Person } from "@/lib/rules/judge";
import { decide } from "./decide";
import type { Envelope } from "./envelope";
import type { Loaded } from "./load-record";

const author: Person = { id: 1, name: "Author", roles: ["operator"] };
const auditor: Person = { id: 2, name: "Auditor", roles: ["auditor"] };
const draft: Loaded = {
  subject: {
    kind: "change",
    type: "normal",
    name: "CHG-1001",
    status: "draft",
    acts: { author: [1], latest_author: [1] },
    facts: {},
  },
  stepSeq: 7,
  now: { title: "Renew the certificate", systems: [1] },
};
const note: Envelope = { subject: "change", step: "note", type: "normal", id: 1001, seq: 7, key: crypto.randomUUID() };
const submit: Envelope = { ...note, step: "submit" };

const decided = (envelope: Envelope, typed = {}, record: Loaded | null = draft, actor = author) =>
  decide({ envelope, typed }, { record, actor, zone: "UTC" });

describe("a posted form", () => {
  it("is refused where there is no such record", async () => {
    expect(await decided(note, {}, null)).toEqual({ next: "refuse", bar: "missing" });
  });

  it("is refused where its record moved since it was read, unless its step stands aside", async () => {
    expect(await decided({ ...submit, seq: 6 })).toEqual({ next: "refuse", bar: "moved" });
    expect(await decided({ ...note, seq: 6 }, { comment: "Seen." })).toMatchObject({ next: "perform" });
  });

  it("is refused to whom the rulebook does not name, before anything of it is read", async () => {
    const decision = await decided(note, { nonsense: "x" }, draft, auditor);
    expect(decision).toMatchObject({ next: "refuse", bar: { refusal: { because: "who" } } });
  });

  it("is refused where the step does not leave the record's status", async () => {
    expect(await decided({ ...note, step: "approve" })).toMatchObject({
      next: "refuse",
      bar: { refusal: { because: "status" } },
    });
  });

  it("comes back where something is missing, is no field of it, or looks like a credential", async () => {
    expect(await decided(note, { comment: "" })).toMatchObject({
      next: "correct",
      errors: { comment: expect.any(String) },
    });
    expect(await decided(note, { nonsense: "x" })).toMatchObject({
      next: "correct",
      errors: { nonsense: expect.any(String) },
    });
    expect(await decided(note, { comment: "password: Xk39-Qp!77" })).toMatchObject({
      next: "correct",
      errors: { comment: expect.stringContaining("credential") },
    });
  });

  it("comes back where an edit changes nothing", async () => {
    const same = { title: "Renew the certificate", systems: ["1"], boxes: [] };
    expect(await decided({ ...note, step: "edit" }, same)).toMatchObject({ next: "correct" });
  });

  it("is performed with what was typed; fields left empty are left out", async () => {
    expect(await decided(note, { comment: " Seen. " })).toEqual({ next: "perform", input: { comment: "Seen." } });
    expect(await decided(submit)).toEqual({ next: "perform", input: {} });
  });
});
