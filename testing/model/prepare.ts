import { changeStatuses } from "@/lib/rules/record";
import { newDatabase, type TestDatabase } from "@/testing/database";
import { approvedEntry } from "@/testing/fixture";
import { type SignedIn, signIn } from "@/testing/people";
import { copyChange, rawEvent, withoutTriggers } from "@/testing/raw";
import type { designStatuses } from "./design-table";
import { actors, type FixtureStep, histories } from "./histories";
import type { Earlier, ModelRecord } from "./model";

export type PreparedRecord = ModelRecord & { readonly id: number; readonly type: keyof typeof designStatuses };
export type PreparedFixture = TestDatabase & {
  readonly people: Readonly<Record<string, SignedIn>>;
  readonly records: readonly PreparedRecord[];
};

/** One record for every type and status, on which every actor has done their one thing: lawfully where the rules lead there. */
export async function prepareFixture(): Promise<PreparedFixture> {
  const db = await newDatabase();
  const people: Record<string, SignedIn> = {};
  for (const name of actors) people[name] = await signIn(db.signin, name, "reviewer", "ops_lead");
  await signIn(db.signin, "lent to", "operator");
  const cast = { operator: personNamed(people, "edit"), lead: personNamed(people, "draft") };
  const load = loader(db, people);
  const incidentOf = async (change: number) =>
    Number((await db.owner`select id from incidents where change_id = ${change}`)[0]?.id);
  const systems: number[] = [];
  for (let index = 0; index < 30; index += 1)
    systems.push(await load("system", null, "register", "none", { name: `s${index}`, client: "Acme" }, -600));
  const entries = {
    standard: await approvedEntry(db, cast, "standard", systems),
    normal: await approvedEntry(db, cast, "routine", systems),
  };
  const records: PreparedRecord[] = [];
  for (const type of ["standard", "normal", "emergency"] as const)
    for (const [status, steps] of Object.entries(histories[type])) {
      const system = systems[records.length] ?? 0;
      records.push(
        await prepare(
          load,
          type,
          status,
          steps,
          { system, entry: type === "emergency" ? 0 : entries[type] },
          people,
          incidentOf,
        ),
      );
    }
  return { ...db, people, records: await withoutTriggers(db.owner, (tx) => withUnlawfulRecords(tx, records, people)) };
}

type Load = ReturnType<typeof loader>;

/** The demo's loader: any moment of the past, in minutes from now, every rule but the session's. */
export const loader =
  (db: TestDatabase, people: Readonly<Record<string, SignedIn>>) =>
  async (
    recordType: string,
    id: number | null,
    step: string,
    by: string,
    input: object,
    minutes: number,
  ): Promise<number> => {
    const [row] = await db.owner<{ id: number }[]>`
      insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
      values (${recordType}, ${id}, ${step}, ${personNamed(people, by).id}, true, windlass_now() + ${`${minutes} minutes`}::interval, ${JSON.stringify(input)}::text::jsonb)
      returning subject_id as id`;
    if (!row) throw new Error("nothing was loaded");
    return row.id;
  };

export function personNamed(people: Readonly<Record<string, SignedIn>>, name: string): SignedIn {
  const person = people[name];
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
}

async function prepare(
  load: Load,
  type: PreparedRecord["type"],
  status: string,
  steps: readonly FixtureStep[],
  on: { system: number; entry: number },
  people: PreparedFixture["people"],
  incidentOf: (change: number) => Promise<number>,
): Promise<PreparedRecord> {
  let id: number | null = null;
  let minutes = -24;
  let revision = 1;
  const earlier: Earlier[] = [];
  for (const [step, by, input] of steps) {
    minutes += 1;
    if (step === "settled incident") await settleIncident(load, await incidentOf(id ?? 0), minutes);
    else id = await load("change", id, step, by, input ?? inputOf(step, type, on), minutes);
    earlier.push({ step, by: personNamed(people, by).id, revision });
    if (step === "revise") revision += 1;
  }
  return { id: id ?? 0, recordType: "change", type, status, revision, routine: type === "normal", earlier };
}

async function settleIncident(load: Load, incident: number, minutes: number): Promise<void> {
  const finding = { finding: "It was wrong.", owner: 1, due: "2030-01-01" };
  await load("incident", incident, "investigate", "none", { rootCause: "Unknown.", findings: [finding] }, minutes);
  await load("incident", incident, "close_incident", "schedule", {}, minutes);
  await load("incident", incident, "attest", "none", { channel: "phone", reason: "Slack is away." }, minutes);
}

export const fromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

function inputOf(step: string, type: string, { system, entry }: { system: number; entry: number }): object {
  if (step === "draft")
    return { type, title: "Prepared", entry, entryValues: { name: "latency" }, systems: [system], why: "In words." };
  if (step === "declare") return { trigger: "restore_service", what: "In words.", systems: [system] };
  if (step === "schedule") return { windowStart: fromNow(-40), windowEnd: fromNow(360) };
  return {};
}

// What no lawful history can hold is written past the triggers: an unreachable status, an act out of its order.
async function withUnlawfulRecords(
  tx: Parameters<typeof rawEvent>[0],
  lawful: readonly PreparedRecord[],
  people: PreparedFixture["people"],
): Promise<PreparedRecord[]> {
  const records = [...lawful];
  for (const type of ["standard", "normal", "emergency"] as const)
    for (const status of changeStatuses)
      if (!histories[type][status]) records.push(await unreachableRecord(tx, lawful, type, status));
  for (const record of records) {
    const acting = actors.filter(
      (name) => name !== "none" && !record.earlier.some(({ by }) => by === personNamed(people, name).id),
    );
    const added: Earlier[] = [];
    const pairs = acting.flatMap((name) => name.split(" + ").map((act) => ({ act, by: personNamed(people, name).id })));
    for (const [index, { act, by }] of pairs.entries()) {
      const [step = "", earlierRevision] = act.split(" ");
      const revision = earlierRevision ? record.revision - 1 : record.revision;
      await rawEvent(tx, { id: record.id, seq: -100 - index, step, by, revision, to: record.status });
      added.unshift({ step, by, revision });
    }
    records[records.indexOf(record)] = { ...record, earlier: [...added, ...record.earlier] };
  }
  return records;
}

async function unreachableRecord(
  tx: Parameters<typeof rawEvent>[0],
  lawful: readonly PreparedRecord[],
  type: PreparedRecord["type"],
  status: string,
): Promise<PreparedRecord> {
  const like = lawful.find((record) => record.type === type && record.status === "closed");
  if (!like) throw new Error("no closed record");
  const id = 2000 + Number((await tx`select count(*) as n from changes`)[0]?.n);
  await rawEvent(tx, { id, seq: -1, step: "out of reach", by: 1, revision: like.revision, to: status });
  await tx`insert into record_chains (subject_type, subject_id, last_seq, last_hash) values ('change', ${id}, 0, '')`;
  await copyChange(tx, like.id, { id, status, step_seq: -1 });
  return { ...like, id, status, earlier: [] };
}
