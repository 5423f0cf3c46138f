import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connect } from "@/testing/database";
import { stepIn } from "@/testing/steps";
import { newWorld, type World } from "@/testing/world";
import { emptyRoot, leafHash, MerkleTree, nodeHash } from "./merkle";
import { sequence } from "./sequence";
import { storedNodes } from "./stored-nodes";

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.drop());

type Placed = { readonly place: number; readonly canonical: string; readonly leaf: Buffer };

const placed = () =>
  world.owner<
    Placed[]
  >`select place, canonical, leaf from log_entries l join events e on e.id = l.event_id order by place`;

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
  expect(log.map(({ place }) => place)).toEqual(log.map((_, index) => index + 1));
  const [events] = await world.owner<{ n: number }[]>`select count(*) as n from events`;
  expect(log).toHaveLength(events?.n ?? 0);
  const chains = new Map<string, { seq: number; hash: string }>();
  for (const { canonical, leaf } of log) {
    const { subject, id, seq, previous } = JSON.parse(canonical);
    expect({ seq, previous }).toEqual({
      seq: (chains.get(`${subject} ${id}`)?.seq ?? 0) + 1,
      previous: chains.get(`${subject} ${id}`)?.hash ?? "",
    });
    chains.set(`${subject} ${id}`, { seq, hash: createHash("sha256").update(canonical).digest("hex") });
    expect(leaf).toEqual(leafHash(Buffer.from(canonical)));
  }
  const tree = new MerkleTree(log.length, storedNodes(world.worker));
  expect(await tree.root()).toEqual(rootOver(log.map(({ leaf }) => leaf)));
  return log;
}

it("20 who write at once, some of whom think better of it, get places without a gap, each chain in its order", async () => {
  const app = connect(world.url("app"), 20);
  let isWriting = true;
  const worker = (async () => {
    while (isWriting) await sequence(world.worker);
  })();
  const people = [world.operator, world.operator2, world.reviewer, world.reviewer2, world.lead, world.lead2];
  const writer = async (which: number) => {
    const who = people[which % people.length] ?? world.operator;
    for (let round = 0; round < 30; round += 1) {
      const isKept = (which + round) % 4 !== 0;
      const attempt = app.begin(async (tx) => {
        const { id } = await stepIn(tx, who, "change", null, "declare", {
          trigger: "restore_service",
          what: "In words.",
          systems: [world.dns],
        });
        await stepIn(tx, who, "change", id, "note", { comment: "In words." });
        if (!isKept) throw new Error("rolled back");
      });
      if (isKept) await attempt;
      else await expect(attempt).rejects.toThrow("rolled back");
    }
  };
  await Promise.all(Array.from({ length: 20 }, (_, which) => writer(which)));
  isWriting = false;
  await worker;
  await sequence(world.worker);
  expect((await expectWhole()).length).toBeGreaterThan(600);
  const [queue] = await world.owner<{ n: number }[]>`select count(*) as n from log_queue`;
  expect(queue?.n).toBe(0);
  await app.end();
});

it("what is committed after later events were placed is placed then, and nothing is lost", async () => {
  const { operator, app } = world;
  let commit = () => {};
  const held = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let written = 0;
  const late = app.begin(async (tx) => {
    written = (await stepIn(tx, operator, "person", operator.id, "set_timezone", { timezone: "Asia/Tokyo" })).event;
    await held;
  });
  while (!written) await new Promise((resolve) => setTimeout(resolve, 10));
  const other = connect(world.url("app"), 1);
  const later = await other.begin((tx) =>
    stepIn(tx, world.operator2, "person", world.operator2.id, "set_timezone", { timezone: "Asia/Tokyo" }),
  );
  await sequence(world.worker);
  const placeOf = async (event: number) =>
    (await world.owner<{ place: number }[]>`select place from log_entries where event_id = ${event}`)[0]?.place;
  const before = await placeOf(later.event);
  expect(later.event).toBeGreaterThan(written);
  expect([before === undefined, await placeOf(written)]).toEqual([false, undefined]);
  commit();
  await late;
  await sequence(world.worker);
  expect(await placeOf(written)).toBeGreaterThan(before ?? 0);
  await expectWhole();
  await other.end();
});

it("two workers at once give no event two places", async () => {
  const write = () =>
    world.app.begin((tx) =>
      stepIn(tx, world.lead, "person", world.lead.id, "set_timezone", { timezone: "Europe/Berlin" }),
    );
  const other = connect(world.url("worker"), 1);
  for (let round = 0; round < 10; round += 1) {
    await Promise.all([write(), sequence(world.worker), sequence(other), sequence(world.worker), sequence(other)]);
  }
  await sequence(other);
  await expectWhole();
  await other.end();
});
