import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkpointNote, verifierKey } from "@/db/ledger/signing/checkpoint-note";
import { isSignedVerdict, verdictNote } from "@/db/ledger/signing/verdict-note";
import { type Fixture, newFixture } from "@/testing/fixture";
import { newSigner, signLog } from "@/testing/sign-log";
import { type RefusalDetails, refusalFrom, takeStep, takeStepIn } from "@/testing/steps";
import { verifyExport } from "@/testing/verify-export";
import { exportLedger } from "./export-ledger";
import { MerkleTree } from "./merkle-tree";
import { readNodesFrom } from "./stored-nodes";

// What somebody who writes as the worker's role, and has not its key, can put into the ledger.

let fixture: Fixture;
const signer = newSigner();
const key = verifierKey(signer);

beforeAll(async () => {
  fixture = await newFixture();
  await fixture.app.begin(async (tx) => {
    for (let more = 0; more < 300; more += 1)
      await takeStepIn(tx, fixture.operator, "person", fixture.operator.id, "set_timezone", { timezone: "UTC" });
  });
  await signLog(fixture.worker, signer);
});
afterAll(() => fixture.drop());

type Head = { size: number; root: Buffer; at: string };
const head = async (size = "max(log_index)") =>
  (
    await fixture.owner.unsafe<Head[]>(
      `select size::float8 as size, ledger_root(size) as root, utc(windlass_now()) as at from (select ${size} as size from ledger_entries) s`,
    )
  )[0] as Head;
const storeCheckpoint = ({ size, root, at }: Head, note: string, named = key) =>
  fixture.worker`select store_checkpoint(${size}, ${root}, ${note}, ${named}, ${at}::text::timestamptz) as kept`;
const forged = (note: string) => note.replace(/ \S+\n$/, ` ${forgedSignature(note)}\n`);
const forgedSignature = (note: string) => {
  const bytes = Buffer.from(note.trimEnd().split(" ").at(-1) ?? "", "base64");
  return Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(64, 7)]).toString("base64");
};
const verdict = () => verifyExport(exportLedger(fixture.worker, key), { key });

describe("the database keeps no checkpoint", () => {
  const cases: Record<string, (it: Head) => [Head, string, string?]> = {
    "of another root": (it) => {
      const other = { ...it, root: Buffer.alloc(32, 1) };
      return [other, checkpointNote(other, signer)];
    },
    "whose note is words": (it) => [it, "a note"],
    "whose note says another root": (it) => [it, checkpointNote({ ...it, root: Buffer.alloc(32, 1) }, signer)],
    "whose note says another size": (it) => [it, checkpointNote({ ...it, size: it.size - 1 }, signer)],
    "whose note says another moment": (it) => [
      it,
      checkpointNote({ ...it, at: "2020-01-01T00:00:00.000000Z" }, signer),
    ],
    "whose key is words": (it) => [it, checkpointNote(it, signer), "a key"],
    "whose key is another's": (it) => [it, checkpointNote(it, signer), verifierKey(newSigner())],
    "whose key names another id": (it) => [
      it,
      checkpointNote(it, signer),
      key.replace(/\+[0-9a-f]{8}\+/, "+00000000+"),
    ],
    "without a signature": (it) => [it, checkpointNote(it, signer).replace(/ \S+\n$/, " \n")],
    "with something after its signature": (it) => [it, `${checkpointNote(it, signer)}more\n`],
    "with a signature too short": (it) => [it, checkpointNote(it, signer).replace(/\S{8}\n$/, "\n")],
  };
  it.each(Object.entries(cases))("%s", async (_, made) => {
    expect(await refusalFrom(storeCheckpoint(...made(await head())))).toMatchObject({ code: "WL001" });
  });

  it("but one that is right", async () => {
    const found = await head();
    expect(await storeCheckpoint(found, checkpointNote(found, signer))).toEqual([{ kept: true }]);
  });
});

it("the database makes the same root as the worker, of every shape of tree", async () => {
  const { size: all } = await head();
  const tree = new MerkleTree(all, readNodesFrom(fixture.worker));
  for (const size of [0, 1, 2, 3, 4, 7, 8, 100, 255, 256, 257, 300, all]) {
    const [row] = await fixture.owner<{ root: Buffer }[]>`select ledger_root(${size}) as root`;
    expect(row?.root.equals(await tree.root(size)), String(size)).toBe(true);
  }
  expect(await fixture.owner`select ledger_root(${all + 1}) as root`).toEqual([{ root: null }]);
});

it("a checkpoint with a false signature is passed over: the next is signed, held to the last true one, and the log verifies", async () => {
  const it = await head();
  await storeCheckpoint(it, forged(checkpointNote(it, signer)));
  expect(await verdict()).toMatchObject({ ok: true, verdict: expect.stringContaining("FOUND: 1 checkpoint") });
  await takeStep(fixture.app, fixture.operator, "person", fixture.operator.id, "set_timezone", { timezone: "UTC" });
  await signLog(fixture.worker, signer);
  const after = await verdict();
  expect(after).toMatchObject({ ok: true, verdict: expect.stringContaining("FOUND: 1 checkpoint") });
  expect(after.verdict).toContain(`signed by ${signer.name}`);
});

it("a checkpoint that another key signed truly stands in nobody's way", async () => {
  const it = await head();
  const other = newSigner();
  await storeCheckpoint(it, checkpointNote(it, other), verifierKey(other));
  expect(await verdict()).toMatchObject({ ok: true });
  await signLog(fixture.worker, signer);
  expect(await verdict()).toMatchObject({ ok: true });
});

describe("what a verification found is bounded", () => {
  const cases: Record<string, string> = {
    "of more events than there are": "now(), now(), 1000000, true, 'x', 'y'",
    "of the future": "now(), now() + interval '1 year', 1, true, 'x', 'y'",
    "ended before it began": "now(), now() - interval '1 second', 1, true, 'x', 'y'",
    "without words": "now(), now(), 1, true, '', 'y'",
    "in a book": "now(), now(), 1, true, repeat('x', 100000), 'y'",
    "signed by a book": "now(), now(), 1, true, 'x', repeat('x', 100000)",
  };
  it.each(Object.entries(cases))("%s", async (_, values) => {
    const attempt = fixture.worker.unsafe(
      `insert into verifications (started_at, ended_at, size, ok, words, note) values (${values})`,
    );
    expect(await refusalFrom(attempt)).toMatchObject({ code: "WL001" });
  });
});

describe("what the worker says of itself is bounded", () => {
  const cases: Record<string, string> = {
    "a time to come": "last_pass_at = now() + interval '1 year'",
    "no list": "blocking_sessions = '{}'",
    words: `blocking_sessions = '"x"'`,
    "a list of words": `blocking_sessions = '["x"]'`,
    "a session without its words": `blocking_sessions = '[{"pid": 1}]'`,
    "a session too much": `blocking_sessions = '[{"pid": 1, "application": "a", "user": "b", "how": "open", "since": "2026-01-01T00:00:00.000000Z", "more": 1}]'`,
    "a book": `blocking_sessions = (select jsonb_agg(jsonb_build_object('pid', 1, 'application', repeat('x', 1000), 'user', 'b', 'how', 'open', 'since', '2026-01-01T00:00:00.000000Z')) from generate_series(1, 100))`,
  };
  it.each(Object.entries(cases))("%s", async (_, values) => {
    const found: RefusalDetails = await refusalFrom(fixture.worker.unsafe(`update ledger_worker_status set ${values}`));
    expect(found).toMatchObject({ code: "WL001" });
  });
});

describe("what a sender says is bounded", () => {
  it("an alert that it says to try again after for ever is tried again within three days", async () => {
    await fixture.worker`select report_channel_health('slack', true, 'somewhere')`;
    const { id } = await takeStep(fixture.app, fixture.operator, "change", null, "declare", {
      ...{ trigger: "restore_service", what: "Failing over.", systems: [fixture.dns] },
    });
    await takeStep(fixture.app, fixture.operator, "change", id, "fail", { reason: "Worse." });
    const [row] = await fixture.worker<
      { claimed: { id: number }[] }[]
    >`select claim_deliveries('slack', 100) as claimed`;
    const ids = (row?.claimed ?? []).map((one) => one.id);
    expect(ids.length).toBeGreaterThan(0);
    await fixture.worker`select record_attempts(${ids}, false, 'Not now.', null, interval '100000 years')`;
    const late =
      await fixture.owner`select from deliveries where id = any (${ids}) and next_attempt_at > now() + interval '3 days 1 minute'`;
    expect(late).toEqual([]);
  });

  it("where a channel leads is said in few words", async () => {
    await fixture.worker`select report_channel_health('email', true, repeat('x', 100000))`;
    const [row] = await fixture.owner`select length(destination) as said from channel_states where channel = 'email'`;
    expect(row).toEqual({ said: 300 });
  });
});

describe("a verdict is one by its signature", () => {
  const finding = {
    startedAt: "2026-01-01T00:00:00.000000Z",
    endedAt: "2026-01-01T00:00:01.000000Z",
    size: 7,
    ok: false,
    message: "BROKEN: place 3.\n\n— x y",
  };
  const note = verdictNote(finding, signer);
  it("of this key over just these words", () => {
    expect(isSignedVerdict(finding, note, key)).toBe(true);
  });
  it.each([
    { ok: true },
    { message: "VERIFIED: all." },
    { size: 8 },
    { startedAt: "2025-01-01T00:00:00.000000Z" },
    { endedAt: "2027-01-01T00:00:00.000000Z" },
  ])("not where the row says %j", (other) => {
    expect(isSignedVerdict({ ...finding, ...other }, note, key)).toBe(false);
  });
  it("not of another key, of none, or of what is no note", () => {
    expect(isSignedVerdict(finding, note, verifierKey(newSigner()))).toBe(false);
    expect(isSignedVerdict(finding, verdictNote(finding, newSigner()), key)).toBe(false);
    for (const other of ["", "words", forged(note), `${note}\n`])
      expect(isSignedVerdict(finding, other, key)).toBe(false);
    expect(isSignedVerdict(finding, note, "a key")).toBe(false);
  });
});
