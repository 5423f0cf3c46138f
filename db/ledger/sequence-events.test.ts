import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "@/testing/database";
import { type Fixture, newFixture } from "@/testing/fixture";
import { takeStepIn } from "@/testing/steps";
import { emptyRoot, leafHash, MerkleTree, nodeHash } from "./merkle-tree";
import { sequenceEvents } from "./sequence-events";
import { readNodesFrom } from "./stored-nodes";

let fixture: Fixture;
beforeAll(async () => {
  fixture = await newFixture();
});
afterAll(() => fixture.drop());

type Placed = { readonly place: number; readonly canonical: string; readonly leaf: Buffer };

const placed = () =>
  fixture.owner<
    Placed[]
  >`select log_index as place, canonical, leaf from ledger_entries l join events e on e.id = l.event_id order by log_index`;

// RFC 6962, section 2.1, as it stands there.
const split = (n: number): number => (n <= 2 ? 1 : 2 * split(Math.ceil(n / 2)));
const rootOver = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves;
  if (!only || leaves.length === 1) return only ?? emptyRoot();
  const at = split(leaves.length);
  return nodeHash(rootOver(leaves.slice(0, at)), rootOver(leaves.slice(at)));
};

async function expectWhole(): Promise<readonly Placed[]> {
  const log = await placed();
  expect(log.map(({ place: logIndex }) => logIndex)).toEqual(log.map((_, index) => index + 1));
  const [events] = await fixture.owner<{ n: number }[]>`select count(*) as n from events`;
  expect(log).toHaveLength(events?.n ?? 0);
  const chains = new Map<string, { seq: number; hash: string }>();
  for (const { canonical, leaf } of log) {
    const { subject: recordType, id, seq, previous } = JSON.parse(canonical);
    expect({ seq, previous }).toEqual({
      seq: (chains.get(`${recordType} ${id}`)?.seq ?? 0) + 1,
      previous: chains.get(`${recordType} ${id}`)?.hash ?? "",
    });
    chains.set(`${recordType} ${id}`, { seq, hash: createHash("sha256").update(canonical).digest("hex") });
    expect(leaf).toEqual(leafHash(Buffer.from(canonical)));
  }
  const tree = new MerkleTree(log.length, readNodesFrom(fixture.worker));
  expect(await tree.root()).toEqual(rootOver(log.map(({ leaf }) => leaf)));
  return log;
}

it("20 who write at once, some of whom think better of it, get places without a gap, each chain in its order", async () => {
  const app = connect(fixture.url("app"), 20);
  let isWriting = true;
  const worker = (async () => {
    while (isWriting) await sequenceEvents(fixture.worker);
  })();
  const people = [
    fixture.operator,
    fixture.operator2,
    fixture.reviewer,
    fixture.reviewer2,
    fixture.lead,
    fixture.lead2,
  ];
  const writer = async (which: number) => {
    const who = people[which % people.length] ?? fixture.operator;
    for (let round = 0; round < 30; round += 1) {
      const isCommitted = (which + round) % 4 !== 0;
      const attempt = app.begin(async (tx) => {
        const { id } = await takeStepIn(tx, who, "change", null, "declare", {
          trigger: "restore_service",
          what: "In words.",
          systems: [fixture.dns],
        });
        await takeStepIn(tx, who, "change", id, "note", { comment: "In words." });
        if (!isCommitted) throw new Error("rolled back");
      });
      if (isCommitted) await attempt;
      else await expect(attempt).rejects.toThrow("rolled back");
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, which) => writer(which)));
  isWriting = false;
  await worker;
  await sequenceEvents(fixture.worker);
  expect((await expectWhole()).length).toBeGreaterThan(600);
  const [queue] = await fixture.owner<{ n: number }[]>`select count(*) as n from ledger_queue`;
  expect(queue?.n).toBe(0);
  await app.end();
});

it("what is committed after later events were placed is placed then, and nothing is lost", async () => {
  const { operator, app } = fixture;
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let written = 0;
  const late = app.begin(async (tx) => {
    written = (await takeStepIn(tx, operator, "person", operator.id, "set_timezone", { timezone: "Asia/Tokyo" })).event;
    await held;
  });
  while (!written) await new Promise((resolve) => setTimeout(resolve, 10));
  const other = connect(fixture.url("app"), 1);
  const later = await other.begin((tx) =>
    takeStepIn(tx, fixture.operator2, "person", fixture.operator2.id, "set_timezone", { timezone: "Asia/Tokyo" }),
  );
  await sequenceEvents(fixture.worker);
  const placeOf = async (event: number) =>
    (await fixture.owner<{ log_index: number }[]>`select log_index from ledger_entries where event_id = ${event}`)[0]
      ?.log_index;
  const before = await placeOf(later.event);
  expect(later.event).toBeGreaterThan(written);
  expect([before === undefined, await placeOf(written)]).toEqual([false, undefined]);
  commit();
  await late;
  await sequenceEvents(fixture.worker);
  expect(await placeOf(written)).toBeGreaterThan(before ?? 0);
  await expectWhole();
  await other.end();
});

it("two workers at once give no event two places", async () => {
  const write = () =>
    fixture.app.begin((tx) =>
      takeStepIn(tx, fixture.lead, "person", fixture.lead.id, "set_timezone", { timezone: "Europe/Berlin" }),
    );
  const other = connect(fixture.url("worker"), 1);
  for (let round = 0; round < 10; round += 1) {
    await Promise.all([
      write(),
      sequenceEvents(fixture.worker),
      sequenceEvents(other),
      sequenceEvents(fixture.worker),
      sequenceEvents(other),
    ]);
  }
  await sequenceEvents(other);
  await expectWhole();
  await other.end();
});
