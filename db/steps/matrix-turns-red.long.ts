import { afterAll, beforeAll, expect, it } from "vitest";
import { roles } from "@/lib/rules/roles";
import { attempt, holdOnly, inputs, makeAttempts } from "@/testing/model/attempts";
import { actors } from "@/testing/model/histories";
import { modelVerdict } from "@/testing/model/model";
import { withItsOwn } from "@/testing/model/other-books";
import { type PreparedWorld, preparedWorld, someone } from "@/testing/model/prepare";

// A test that never fails proves nothing: each row and each condition is taken out of the database, and the matrix must see it.

type Way = {
  readonly roles?: readonly string[];
  readonly same?: string;
  readonly not?: readonly string[];
  readonly when?: string;
};
type Row = {
  readonly step: string;
  readonly type: string;
  readonly from_status: string;
  readonly ways: readonly Way[];
};
type Mutation = { readonly row: Row; readonly what: string; readonly ways: readonly Way[] | null };

let world: PreparedWorld;
let mutations: readonly Mutation[];

beforeAll(async () => {
  world = await preparedWorld();
  await makeAttempts(world.owner);
  // What a rule is loosened to here is refused where its guards stand.
  await world.owner`alter table rules disable trigger user`;
  const rows = await world.owner<
    Row[]
  >`select step, type, from_status, ways from rules where subject_type = 'change' and from_status <> '' and not caused`;
  mutations = rows.flatMap(mutationsOf);
});
afterAll(() => world.drop());

it("sees each row, role, “not” and “same” that is taken out", { timeout: 120_000 }, async () => {
  const unseen = new Map(
    mutations.map((mutation) => [
      `${mutation.row.step} ${mutation.row.type} ${mutation.row.from_status} without ${mutation.what}`,
      mutation,
    ]),
  );
  expect(unseen.size).toBeGreaterThan(180);
  for (const held of [...roles.map((role) => [role]), []]) {
    const people = actors.map((name) => someone(world.people, name));
    await holdOnly(world.owner, people, held);
    for (const [name, mutation] of unseen) if (await isSeen(mutation, held)) unseen.delete(name);
  }
  expect([...unseen.keys()]).toEqual([]);
});

async function isSeen({ row, ways }: Mutation, held: readonly string[]): Promise<boolean> {
  const record = world.records.find(({ type, status }) => type === row.type && status === row.from_status);
  if (!record) throw new Error(`no ${row.type} ${row.from_status}`);
  const people = actors.map((name) => someone(world.people, name));
  const where = world.owner`subject_type = 'change' and step = ${row.step} and type = ${row.type} and from_status = ${row.from_status}`;
  const put = (set: readonly Way[]) =>
    world.owner`update rules set ways = ${JSON.stringify(set)}::text::jsonb where ${where}`;
  await put(ways ?? []);
  const own = await withItsOwn(world.owner, record, inputs(row.type));
  const [tried] = await attempt(world.app, record.id, { [row.step]: own[row.step] ?? {} }, people);
  await put(row.ways);
  return people.some(({ id }, place) => tried?.outcomes[place] !== modelVerdict(row.step, record, id, held));
}

function mutationsOf(row: Row): Mutation[] {
  const change = (what: string, place: number, way: Way): Mutation => ({ row, what, ways: row.ways.with(place, way) });
  return [
    { row, what: "itself", ways: null },
    ...row.ways.flatMap((way, place) => [
      ...(way.not ?? []).map((act) =>
        change(`not ${act} (${place + 1})`, place, { ...way, not: (way.not ?? []).filter((other) => other !== act) }),
      ),
      ...(way.same ? [change(`same ${way.same}`, place, withoutKey(way, "same"))] : []),
      ...(way.roles ? [change(`its role (${place + 1})`, place, withoutKey(way, "roles"))] : []),
    ]),
  ];
}

const withoutKey = (way: Way, key: keyof Way): Way =>
  Object.fromEntries(Object.entries(way).filter(([name]) => name !== key));
