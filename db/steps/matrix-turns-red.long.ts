import { afterAll, beforeAll, expect, it } from "vitest";
import { roles } from "@/lib/rules/roles";
import { attempt, inputs, makeAttempts, setRoles } from "@/testing/model/attempts";
import { actors } from "@/testing/model/histories";
import { modelVerdict } from "@/testing/model/model";
import { withRecordInputs } from "@/testing/model/other-records";
import { type PreparedFixture, personNamed, prepareFixture } from "@/testing/model/prepare";

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

let fixture: PreparedFixture;
let mutations: readonly Mutation[];

beforeAll(async () => {
  fixture = await prepareFixture();
  await makeAttempts(fixture.owner);
  // What a rule is loosened to here is refused where its guards stand.
  await fixture.owner`alter table rules disable trigger user`;
  const rows = await fixture.owner<
    Row[]
  >`select step, type, from_status, allowed_actors as ways from rules where subject_type = 'change' and from_status <> '' and not derived`;
  mutations = rows.flatMap(mutationsOf);
});
afterAll(() => fixture.drop());

it("sees each row, role, “not” and “same” that is taken out", { timeout: 120_000 }, async () => {
  const unseen = new Map(
    mutations.map((mutation) => [
      `${mutation.row.step} ${mutation.row.type} ${mutation.row.from_status} without ${mutation.what}`,
      mutation,
    ]),
  );
  expect(unseen.size).toBeGreaterThan(180);
  for (const held of [...roles.map((role) => [role]), []]) {
    const people = actors.map((name) => personNamed(fixture.people, name));
    await setRoles(fixture.owner, people, held);
    for (const [name, mutation] of unseen) if (await isSeen(mutation, held)) unseen.delete(name);
  }
  expect([...unseen.keys()]).toEqual([]);
});

async function isSeen({ row, ways: allowedActors }: Mutation, held: readonly string[]): Promise<boolean> {
  const record = fixture.records.find(({ type, status }) => type === row.type && status === row.from_status);
  if (!record) throw new Error(`no ${row.type} ${row.from_status}`);
  const people = actors.map((name) => personNamed(fixture.people, name));
  const where = fixture.owner`subject_type = 'change' and step = ${row.step} and type = ${row.type} and from_status = ${row.from_status}`;
  const put = (set: readonly Way[]) =>
    fixture.owner`update rules set allowed_actors = ${JSON.stringify(set)}::text::jsonb where ${where}`;
  await put(allowedActors ?? []);
  const own = await withRecordInputs(fixture.owner, record, inputs(row.type));
  const [tried] = await attempt(fixture.app, record.id, { [row.step]: own[row.step] ?? {} }, people);
  await put(row.ways);
  return people.some(({ id }, index) => tried?.outcomes[index] !== modelVerdict(row.step, record, id, held));
}

function mutationsOf(row: Row): Mutation[] {
  const change = (what: string, index: number, way: Way): Mutation => ({ row, what, ways: row.ways.with(index, way) });
  return [
    { row, what: "itself", ways: null },
    ...row.ways.flatMap((way, index) => [
      ...(way.not ?? []).map((act) =>
        change(`not ${act} (${index + 1})`, index, { ...way, not: (way.not ?? []).filter((other) => other !== act) }),
      ),
      ...(way.same ? [change(`same ${way.same}`, index, withoutKey(way, "same"))] : []),
      ...(way.roles ? [change(`its role (${index + 1})`, index, withoutKey(way, "roles"))] : []),
    ]),
  ];
}

const withoutKey = (way: Way, key: keyof Way): Way =>
  Object.fromEntries(Object.entries(way).filter(([name]) => name !== key));
