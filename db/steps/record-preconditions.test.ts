import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { at, iso, normalDraft, scheduledAt, type Timeline, timelineWithCast, windowOf } from "@/testing/timeline";

let db: TestDatabase;
let line: Timeline;
let [dns, web] = [0, 0];

beforeAll(async () => {
  db = await newDatabase();
  line = await timelineWithCast(db);
  [dns, web] = [await line.system("dns"), await line.system("web")];
});
afterAll(() => db.drop());

const text = "In words.";
const cast = () => line.cast;
const draft = (more: object) =>
  line.load(at(0), "change", null, "draft", cast().operator, normalDraft([dns], { ...more }));
const probeDraft = (more: object) =>
  line.wouldRefuse(at(0), "change", null, "draft", cast().operator, normalDraft([dns], { ...more }));
const emergency = { trigger: "restore_service", what: text };
const declare = (more: object) =>
  line.load(at(0), "change", null, "declare", cast().operator, { ...emergency, systems: [dns], ...more });

describe("in_scope: managed systems, no application deploys (Scope)", () => {
  it.each([
    ["an application deploy", { isApplicationDeploy: true }, { deploy: true }],
    ["no system", { systems: [] }, { empty: true }],
    ["systems left out", { systems: undefined }, { empty: true }],
    ["systems cleared", { systems: null }, { empty: true }],
    ["systems cleared by an empty text", { systems: "" }, { empty: true }],
  ])("refuses %s", async (_, more, fact) => {
    expect(await probeDraft(more)).toMatchObject({
      need: "in_scope",
      fact,
      sentence: expect.stringMatching(/\(Scope\)$/),
    });
  });

  it("refuses a system that is not managed yet, or no longer", async () => {
    const later = await line.load(at(10), "system", null, "register", cast().operator, {
      name: "later",
      client: "Acme",
    });
    expect(await probeDraft({ systems: [dns, later] })).toMatchObject({
      need: "in_scope",
      fact: { unmanaged: ["later"] },
    });
    const gone = await line.system("gone");
    await db.owner.begin(async (tx) => {
      await tx`alter table systems disable trigger user`;
      await tx`update systems set managed_until = ${iso(0)} where id = ${gone}`;
    });
    expect(await probeDraft({ systems: [gone] })).toMatchObject({ need: "in_scope", fact: { unmanaged: ["gone"] } });
    expect(await line.wouldRefuse(at(0, -1), "change", null, "draft", cast().operator, normalDraft([gone]))).toBe(
      "taken",
    );
  });

  it("asks the same of an edit", async () => {
    const id = await draft({});
    for (const more of [{ isApplicationDeploy: true }, { systems: [] }, { systems: null }, { systems: "" }])
      expect(await line.wouldRefuse(at(0), "change", id, "edit", cast().operator, more)).toMatchObject({
        need: "in_scope",
      });
    expect(await line.wouldRefuse(at(0), "change", id, "edit", cast().operator, { systems: [web] })).toBe("taken");
    expect(await line.wouldRefuse(at(0), "change", id, "edit", cast().operator, { isApplicationDeploy: null })).toBe(
      "taken",
    );
    expect(await line.wouldRefuse(at(0), "change", id, "edit", cast().operator, { isApplicationDeploy: "" })).toBe(
      "taken",
    );
  });
});

describe("facts_written: what, why and a rollback plan (Change Records)", () => {
  const submit = async (more: object) =>
    line.wouldRefuse(at(0), "change", await draft(more), "submit", cast().operator);
  it.each(["n/a", "N/A", " n/a. ", "NA", "tbd", "TBD.", "none", "None", "-", "no", "todo", "   ", "\n\t", ""])(
    "%j is no rollback plan",
    async (rollbackPlan) => {
      expect(await submit({ rollbackPlan })).toMatchObject({
        need: "facts_written",
        fact: { missing: ["rollbackPlan"] },
      });
    },
  );
  it.each(["None of it persists: restart the pod.", "No plan but this: restore the backup."])(
    "%j is one",
    async (rollbackPlan) => {
      expect(await submit({ rollbackPlan })).toBe("taken");
    },
  );
  it("names each that is missing", async () => {
    expect(await submit({ what: " ", why: undefined, rollbackPlan: null })).toMatchObject({
      fact: { missing: ["what", "why", "rollbackPlan"] },
    });
  });
  it("is asked anew after an edit that cleared one", async () => {
    const id = await draft({});
    await line.load(at(0), "change", id, "edit", cast().operator, { why: "" });
    expect(await line.wouldRefuse(at(0), "change", id, "submit", cast().operator)).toMatchObject({
      fact: { missing: ["why"] },
    });
  });
  it("holds for the documentation of an emergency", async () => {
    const id = await declare({});
    await line.load(at(1), "change", id, "finish", cast().operator, { actual: text });
    const fiveFacts = { what: text, why: text, rollbackPlan: "n/a" };
    expect(
      await line.wouldRefuse(at(2), "change", id, "document", cast().operator, { ...fiveFacts, category: "DNS" }),
    ).toMatchObject({
      need: "facts_written",
    });
    expect(
      await line.wouldRefuse(at(2), "change", id, "document", cast().operator, {
        ...fiveFacts,
        category: "DNS",
        rollbackPlan: text,
      }),
    ).toBe("taken");
  });
});

const entry = {
  title: text,
  category: "monitoring",
  what: "Add {name}.",
  rollbackPlan: "Remove {name}.",
  verification: text,
  blanks: [{ name: "name", label: "Name", pattern: "[a-z]+" }],
};
const propose = (entryKind: string, reversible = true) =>
  line.load(at(0), "entry", null, "propose", cast().operator, { ...entry, entryKind, reversible, systems: [dns] });
async function live(entryKind: string, reversible = true): Promise<number> {
  const id = await propose(entryKind, reversible);
  await line.load(at(0), "entry", id, "approve_entry", cast().lead);
  return id;
}
const fromEntry = (id: unknown, type = "standard", more: object = {}) => ({
  type,
  title: text,
  why: text,
  entry: id,
  entryValues: { name: "latency" },
  systems: [dns],
  ...more,
});
const probeFrom = (input: object) => line.wouldRefuse(at(0), "change", null, "draft", cast().operator, { ...input });
const suspend = (id: number, status: string) =>
  db.owner.begin(async (tx) => {
    await tx`alter table entries disable trigger user`;
    await tx`update entries set status = ${status} where id = ${id}`;
  });

describe("entry_live: only a live catalogue entry makes a change standard (Standard Changes)", () => {
  it("none, an unknown, a proposed and a routine one do not", async () => {
    expect(await probeFrom({ ...fromEntry(undefined), entryValues: undefined })).toMatchObject({
      need: "entry_live",
      fact: { none: true },
    });
    expect(await probeFrom(fromEntry(999))).not.toBe("taken");
    expect(await probeFrom(fromEntry(await propose("standard")))).toMatchObject({
      need: "entry_live",
      fact: { status: "proposed" },
    });
    expect(await probeFrom(fromEntry(await live("routine")))).toMatchObject({
      need: "entry_live",
      fact: { kind: "routine" },
    });
    expect(await probeFrom(fromEntry(await live("standard"), "normal"))).toMatchObject({
      need: "entry_routine",
      fact: { kind: "standard" },
    });
    expect(await probeFrom(fromEntry(await live("standard")))).toBe("taken");
  });

  it("one that is for other systems does not", async () => {
    expect(await probeFrom(fromEntry(await live("standard"), "standard", { systems: [web] }))).toMatchObject({
      need: "in_scope",
      fact: { outside: ["web"] },
    });
    const id = await line.load(at(0), "change", null, "draft", cast().operator, fromEntry(await live("standard")));
    expect(await line.wouldRefuse(at(0), "change", id, "edit", cast().operator, { systems: [dns, web] })).toMatchObject(
      {
        need: "in_scope",
        fact: { outside: ["web"] },
      },
    );
  });

  it.each(["what", "rollbackPlan", "verification", "category", "reversible"])(
    "its %s is the entry's, never posted",
    async (field) => {
      const input = { [field]: field === "reversible" ? true : field === "category" ? "DNS" : text };
      expect(await probeFrom(fromEntry(await live("standard"), "standard", input))).toMatchObject({
        because: "field",
      });
      const id = await line.load(at(0), "change", null, "draft", cast().operator, fromEntry(await live("standard")));
      expect(await line.wouldRefuse(at(0), "change", id, "edit", cast().operator, input)).toMatchObject({
        because: "field",
      });
    },
  );

  it("is asked again at document and at start", async () => {
    const id = await live("standard");
    const change = await line.load(at(0), "change", null, "draft", cast().operator, fromEntry(id));
    await suspend(id, "proposed");
    expect(await line.wouldRefuse(at(0), "change", change, "document", cast().operator)).toMatchObject({
      need: "entry_live",
      fact: { status: "proposed" },
    });
    await suspend(id, "approved");
    await line.load(at(0), "change", change, "document", cast().operator);
    await suspend(id, "proposed");
    expect(await line.wouldRefuse(at(0), "change", change, "start", cast().operator)).toMatchObject({
      need: "entry_live",
    });
    await suspend(id, "approved");
    expect(await line.wouldRefuse(at(0), "change", change, "start", cast().operator)).toBe("taken");
  });
});

describe("entry_routine and reversible: what a reviewer may approve (Normal Changes: Approved)", () => {
  const reviewedFrom = async (input: object) => {
    const id = await line.load(at(0), "change", null, "draft", cast().operator, { ...input });
    await line.load(at(0), "change", id, "submit", cast().operator);
    await line.load(at(0), "change", id, "review", cast().reviewer);
    return id;
  };
  const approve = (id: number) => line.wouldRefuse(at(0), "change", id, "approve_routine", cast().reviewer);

  it("not one without an entry, however it is marked", async () => {
    expect(await approve(await reviewedFrom(normalDraft([dns], { reversible: true })))).toMatchObject({
      need: "entry_routine",
    });
  });
  it("not one whose entry is no longer live", async () => {
    const id = await live("routine");
    const change = await reviewedFrom(fromEntry(id, "normal"));
    expect(await approve(change)).toBe("taken");
    await suspend(id, "proposed");
    expect(await approve(change)).toMatchObject({ need: "entry_routine" });
  });
  it("not one that cannot be undone", async () => {
    expect(await approve(await reviewedFrom(fromEntry(await live("routine", false), "normal")))).toMatchObject({
      need: "reversible",
    });
  });
  it("nor may a reviewer extend the window of one that is not routine", async () => {
    const started = async (id: number) => {
      await line.load(at(0), "change", id, "start", cast().operator);
      return line.wouldRefuse(at(1), "change", id, "extend", cast().reviewer2, { windowEnd: iso(90), reason: text });
    };
    const [one, two] = [await line.system("one"), await line.system("two")];
    expect(await started(await scheduledAt(line, at(0), [one], 0, 60))).toMatchObject({ because: "who" });
    const routine = await line.load(at(0), "entry", null, "propose", cast().operator, {
      ...entry,
      entryKind: "routine",
      reversible: true,
      systems: [two],
    });
    await line.load(at(0), "entry", routine, "approve_entry", cast().lead);
    const change = await reviewedFrom(fromEntry(routine, "normal", { systems: [two] }));
    await line.load(at(0), "change", change, "approve_routine", cast().reviewer);
    await line.load(at(0), "change", change, "schedule", cast().operator, windowOf(0, 60));
    expect(await started(change)).toBe("taken");
  });
});

describe("times that people claim are of the past", () => {
  it("an emergency has no future start", async () => {
    const probe = (startedAt: string) =>
      line.wouldRefuse(at(0), "change", null, "declare", cast().operator, { ...emergency, systems: [dns], startedAt });
    expect(await probe(iso(0, 1))).toMatchObject({ need: "started_in_past" });
    expect(await probe(iso(0))).toBe("taken");
    expect(await probe(iso(-60 * 24 * 40))).toBe("taken");
  });

  it("nothing ended in the future, or before it started", async () => {
    const id = await declare({ startedAt: iso(-5, 20_000) });
    const finish = (endedAt: unknown) =>
      line.wouldRefuse(at(0), "change", id, "finish", cast().operator, { actual: text, endedAt });
    expect(await finish(iso(0, 1))).toMatchObject({ need: "ended_in_past", fact: { future: true } });
    expect(await finish(iso(-5, -1))).toMatchObject({ need: "ended_in_past", fact: { before: true } });
    for (const endedAt of [iso(-5), iso(0), "", null]) expect(await finish(endedAt)).toBe("taken");
  });

  it("the same for log and roll_back", async () => {
    const standard = await line.load(
      at(0),
      "change",
      null,
      "draft",
      cast().operator,
      fromEntry(await live("standard")),
    );
    for (const step of ["document", "start"]) await line.load(at(0), "change", standard, step, cast().operator);
    expect(
      await line.wouldRefuse(at(1), "change", standard, "log", cast().operator, { actual: text, endedAt: iso(2) }),
    ).toMatchObject({ need: "ended_in_past" });
    await line.load(at(1), "change", standard, "fail", cast().operator, { reason: text });
    expect(
      await line.wouldRefuse(at(1), "change", standard, "roll_back", cast().operator, {
        outcome: "complete",
        actual: text,
        endedAt: iso(2),
      }),
    ).toMatchObject({ need: "ended_in_past" });
  });
});

it("system_registered: a system named in words is settled before the documentation", async () => {
  const id = await declare({ systems: undefined, systemInWords: "the old mail relay" });
  await line.load(at(1), "change", id, "finish", cast().operator, { actual: text });
  const fiveFacts = { what: text, why: text, rollbackPlan: text };
  expect(
    await line.wouldRefuse(at(2), "change", id, "document", cast().operator, { ...fiveFacts, category: "DNS" }),
  ).toMatchObject({
    need: "system_registered",
  });
  await line.load(at(2), "change", id, "edit", cast().operator, { systems: [dns], systemInWords: "" });
  expect(
    await line.wouldRefuse(at(3), "change", id, "document", cast().operator, { ...fiveFacts, category: "DNS" }),
  ).toBe("taken");
});

describe("incident_closed and alert_delivered: a failure is followed up before it is settled (Failed Changes)", () => {
  const followUp = async (change: number, last: (moment: number) => Promise<unknown>) => {
    const [incident] = await db.owner<{ id: number }[]>`select id from incidents where change_id = ${change}`;
    const id = incident?.id ?? 0;
    expect(await last(5)).toMatchObject({ need: "incident_closed" });
    await line.load(at(6), "incident", id, "investigate", cast().operator2, {
      rootCause: text,
      findings: [{ finding: text, owner: cast().operator.id, due: "2020-02-01" }],
    });
    expect(await last(6)).toMatchObject({ need: "incident_closed" });
    await line.load(at(7), "incident", id, "close_incident", cast().reviewer2);
    expect(await last(7)).toMatchObject({ need: "alert_delivered" });
    await line.load(at(8), "incident", id, "attest", cast().lead2, { channel: "phone", reason: text });
    expect(await last(8)).toBe("taken");
  };

  it("settle of a normal change", async () => {
    const id = await scheduledAt(line, at(0), [await line.system("three")], 0, 60);
    await line.load(at(0), "change", id, "start", cast().operator);
    await line.load(at(1), "change", id, "fail", cast().operator, { reason: text });
    await line.load(at(2), "change", id, "roll_back", cast().operator, { outcome: "complete", actual: text });
    await followUp(id, (moment) => line.wouldRefuse(at(moment), "change", id, "settle", cast().lead2));
  });

  it("review after the fact of an emergency that failed, and of no other", async () => {
    const fiveFacts = { what: text, why: text, rollbackPlan: text };
    const review = (id: number) => (moment: number) =>
      line.wouldRefuse(at(moment), "change", id, "review_after", cast().lead, { outcome: "justified", reason: text });
    const fine = await declare({});
    await line.load(at(1), "change", fine, "stand_down", cast().operator, { reason: text });
    await line.load(at(2), "change", fine, "document", cast().operator, { ...fiveFacts, category: "DNS" });
    expect(await review(fine)(3)).toBe("taken");
    const failed = await declare({});
    await line.load(at(1), "change", failed, "fail", cast().operator, { reason: text });
    await line.load(at(2), "change", failed, "roll_back", cast().operator, { outcome: "impossible", actual: text });
    await line.load(at(3), "change", failed, "document", cast().operator, { ...fiveFacts, category: "DNS" });
    await followUp(failed, review(failed));
  });
});
