import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { planOf, type SystemsPlan } from "@/lib/systems/import-plan";
import { readingSystemsFile } from "@/lib/systems/systems-file";
import { drained } from "@/testing/examples/drained";
import { step } from "@/testing/steps";
import { firstInput, newWorld, type World } from "@/testing/world";
import { importSystems, readRegister } from "./import-systems";

// A file of 5,000 systems against the real register: what is taken, what is reported, and that nothing is doubled.

let world: World;
beforeAll(async () => {
  world = await newWorld();
  process.env.DATABASE_URL = world.url("app");
});
afterAll(() => world.drop());

const head = "name,client,kind,managed since,managed until,owner,links";
const good = (n: number, kind = "server") =>
  `system-${n},Client ${n % 40},${kind},2026-01-0${(n % 9) + 1},,,https://grafana.example/d/${n}`;
/** Each hundredth row is wrong, in one of five ways. */
const wrong = (n: number) =>
  [
    `,Client ${n},server,,,,`,
    `bad-${n},,server,,,,`,
    `bad-${n},Client 1,server,soon,,,`,
    `bad-${n},Client 1,server,,,Nobody Known,`,
    `bad-${n},Client 1,server,2026-02-01,2026-01-01,,`,
  ][(n / 100) % 5];
const fileOf = (kind?: string) =>
  [head, ...Array.from({ length: 5000 }, (_, n) => (n % 100 === 0 ? wrong(n) : good(n, kind)))].join("\r\n");

async function planned(text: string): Promise<SystemsPlan> {
  const file = drained(readingSystemsFile(text, "UTC"));
  if (!file.ok) throw new Error(file.sentence);
  return planOf(file, await readRegister(file.rows.flatMap(({ name, client }) => [name, client])));
}
const stepsOf = ({ registers, amends }: SystemsPlan) =>
  [...registers, ...amends].flatMap(({ step }) => (step ? [step] : []));
const imported = (plan: SystemsPlan, token = world.operator.token, key = randomUUID(), hash = randomBytes(32)) =>
  importSystems(token, { key, hash, steps: stepsOf(plan) });
const counted = async () => {
  const [row] = await world.owner`
    select (select count(*)::integer from systems) as systems, (select count(*)::integer from clients) as clients,
      (select count(*)::integer from events where subject_type = 'system') as events`;
  return row;
};

/** How long each step of another person took while `work` is done: they register a system, and draft a change. */
async function waitedFor(work: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  let isDone = false;
  void work.finally(() => {
    isDone = true;
  });
  for (let n = 0; !isDone; n += 1)
    for (const [subject, name, input] of [
      ["system", "register", { name: `another-${n}`, client: "Acme" }],
      ["change", "draft", firstInput.normal(world)],
    ] as const) {
      const began = performance.now();
      await step(world.app, world.operator2, subject, null, name, input);
      took.push(Math.round(performance.now() - began));
    }
  return took;
}

it("takes 4,950 of 5,000 rows in a few seconds, reports 50 by line and reason, and doubles nothing", async () => {
  const before = await counted();
  const plan = await planned(fileOf());
  expect(plan.wrong).toHaveLength(50);
  expect(plan.wrong.map(({ line }) => line)).toEqual(Array.from({ length: 50 }, (_, n) => n * 100 + 2));
  expect(new Set(plan.wrong.map(({ sentence }) => sentence)).size).toBe(5);
  expect(plan.newClients).toHaveLength(40);
  const [key, hash, began] = [randomUUID(), randomBytes(32), performance.now()];
  const importing = imported(plan, world.operator.token, key, hash);
  const others = await waitedFor(importing);
  expect(await importing).toEqual({ ok: true, registered: 4950, amended: 0 });
  const took = performance.now() - began;
  const longest = Math.max(...others);
  console.log(
    `5,000 systems: ${Math.round(took)} ms; ${others.length} steps of another person, the longest ${longest} ms`,
  );
  expect(took).toBeLessThan(50_000);
  // Before, whoever registered a system meanwhile waited until the end of it all, or in vain.
  expect(longest).toBeLessThan(3_000);
  const after = await counted();
  expect(after).toEqual({
    systems: before?.systems + 4950 + others.length / 2,
    clients: before?.clients + 40,
    events: before?.events + 4950 + others.length / 2,
  });
  expect(await imported(plan, world.operator.token, key, hash)).toEqual({ ok: true, registered: 4950, amended: 0 });
  const again = await planned(fileOf());
  expect([again.registers.length, again.amends.length, again.unchanged.length, again.wrong.length]).toEqual([
    ...[0, 0, 4950, 50],
  ]);
  expect(await imported(again)).toEqual({ ok: true, registered: 0, amended: 0 });
  expect(await counted()).toEqual(after);
});

it("amends what differs, each row as an event of the person who confirmed", async () => {
  const plan = await planned(fileOf("database"));
  expect([plan.registers.length, plan.amends.length]).toEqual([0, 4950]);
  expect(await imported(plan, world.reviewer.token)).toEqual({ ok: true, registered: 0, amended: 4950 });
  const rows = await world.owner`
    select step, count(distinct subject_id)::integer as of, count(distinct person_id)::integer as by, min(person_id) as person
    from events where subject_type = 'system' and subject_id > ${world.web} and person_id <> ${world.operator2.id} group by step order by step`;
  expect(rows).toMatchObject([
    { step: "amend_system", of: 4950, by: 1, person: world.reviewer.id },
    { step: "register", of: 4950, by: 1, person: world.operator.id },
  ]);
});

it("goes on where it stopped: what was taken is not doubled, and the same post is told the same", async () => {
  const rows = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, n) => `part-${from + n},Client 1,,,,,`);
  const plan = await planned([head, ...rows(0, 120)].join("\n"));
  const wrong = { ...plan, registers: [...plan.registers.slice(0, 119), plan.registers[0] ?? fail()] };
  const before = await counted();
  expect(await imported(wrong)).toMatchObject({ ok: false, field: "name", taken: 100 });
  expect(await counted()).toMatchObject({ systems: before?.systems + 100 });
  const left = await planned([head, ...rows(0, 120)].join("\n"));
  expect([left.registers.length, left.unchanged.length]).toEqual([20, 100]);
  const [key, hash] = [randomUUID(), randomBytes(32)];
  const twice = await Promise.all([1, 2].map(() => imported(left, world.operator.token, key, hash)));
  expect(twice).toEqual([1, 2].map(() => ({ ok: true, registered: 20, amended: 0 })));
  expect(await counted()).toMatchObject({ systems: before?.systems + 120, events: before?.events + 120 });
});

const fail = (): never => {
  throw new Error("nothing was planned");
};

it("takes all of a part or none of it: refused where a row moved meanwhile, or by who is no operator", async () => {
  const text = `${head}\nsystem-1,Client 1,moved,,,,\nlate,Client 1,,,,,\n`;
  const stale = await planned(text);
  expect(await imported(await planned(text))).toMatchObject({ ok: true, registered: 1, amended: 1 });
  expect(await imported(stale)).toMatchObject({ ok: false, because: "stale" });
  const other = await planned(`${head}\nother,Client 1,,,,,\nlate,Client 1,,,,,\n`);
  const twice = { ...other, registers: other.registers.concat(other.registers) };
  const after = await counted();
  expect(await imported(twice)).toMatchObject({ ok: false, field: "name" });
  expect(await imported(other, world.auditor.token)).toMatchObject({ ok: false, because: "who" });
  expect(await imported(other, world.nobody.token)).toMatchObject({ ok: false, because: "who" });
  expect(await imported(other, "no session")).toMatchObject({ ok: false, because: "signed_out" });
  expect(await counted()).toEqual(after);
});

it("makes no twin of a system or a client that is there in another spelling", async () => {
  const spelled = await planned(
    `${head}\nＳystem-1,CLIENT\u00a01,,,,,\nlate two,client 1,,,,,\nLATE  TWO,Client 1,,,,,\n`,
  );
  expect(spelled.unchanged).toMatchObject([{ line: 2, as: "system-1" }]);
  expect(spelled.wrong).toMatchObject([{ line: 4, sentence: expect.stringContaining("Line 3") }]);
  expect(spelled.newClients).toEqual([]);
  const before = await counted();
  expect(await imported(spelled)).toMatchObject({ ok: true, registered: 1, amended: 0 });
  expect(await counted()).toMatchObject({ clients: before?.clients, systems: before?.systems + 1 });
});
