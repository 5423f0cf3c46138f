import type { JSONValue, Sql, TransactionSql } from "postgres";
import { connect } from "@/db/connection/connect";
import { rotationShifts } from "@/lib/on-call/rotation";
import { demoAccounts, demoIssuer, rolesOfAccount } from "@/lib/people/demo-accounts";
import { type RecordType, type Tier, tiers } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { expandRecurrence } from "@/lib/time/expand-recurrence";
import { seededFreezes, seededRoster, seededSystems } from "./seed-data";
import { seededEntries } from "./seeded-entries";

/** Early enough that loaded history is in scope, and everything after a demonstration's clock was set back. */
export const managedSince = new Date("2016-01-04T09:00:00Z");

/** Seeds an empty demonstration through the same trigger as every other step. Does nothing in production or where systems exist. */
export async function seedDemo(ownerUrl: string): Promise<void> {
  const sql = connect(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql`select kind, exists (select from systems) as filled from installation`;
    if (found?.kind !== "demo" || found.filled) return;
    await sql.begin(async (tx) => {
      const people = await enrolDemoAccounts(tx);
      const at = managedSince;
      for (const system of seededSystems)
        await loadEvent(tx, { recordType: "system", step: "register", personId: people.operator, at, input: system });
      const systems = await tx`select id from systems order by id`;
      for (const { kind, ...entry } of seededEntries) {
        const input = { entryKind: kind, ...entry, systems: systems.map(({ id }) => Number(id)) };
        const id = await loadEvent(tx, { recordType: "entry", step: "propose", personId: people.operator, at, input });
        await loadEvent(tx, { recordType: "entry", id, step: "approve_entry", personId: people.lead, at });
      }
      for (const freeze of seededFreezes) await placeFreeze(tx, freeze, people.lead);
      await placeRoster(tx, people);
    });
  } finally {
    await sql.end();
  }
}

type Client = Sql | TransactionSql;
type StepToLoad = { recordType: RecordType; id?: number; step: Step; personId: number; at: Date; input?: object };

/** Loads one past event of a demonstration; all rules but that of time apply. Returns the record's id. */
export async function loadEvent(
  sql: Client,
  { recordType, id, step, personId, at, input = {} }: StepToLoad,
): Promise<number> {
  const [event] = await sql`
    insert into events (subject_type, subject_id, step, person_id, received_at, loaded, input)
    values (${recordType}, ${id ?? null}, ${step}, ${personId}, ${at}, true, ${sql.json(input as JSONValue)})
    returning subject_id`;
  return Number(event?.subject_id);
}

async function placeFreeze(sql: Client, freeze: (typeof seededFreezes)[number], person: number): Promise<void> {
  const { name, of, from, hours, repeats, reason } = freeze;
  const [found] = await sql`
    select windlass_now() as now, date_trunc('day', windlass_now(), 'UTC') + make_interval(days => ${from.day}, hours => ${from.hour}) as starts,
      (select id from clients where name = ${"client" in of ? of.client : null}) as client, (select id from systems where name = ${"system" in of ? of.system : null}) as system`;
  const starts = new Date(found?.starts).toISOString();
  const ends = new Date(Date.parse(starts) + hours * 3_600_000).toISOString();
  const times = repeats ? expandRecurrence(repeats, { starts, ends, zone: "UTC" }) : null;
  await loadEvent(sql, {
    recordType: "freeze",
    step: "place_freeze",
    personId: person,
    at: new Date(found?.now),
    input: {
      name,
      covers: found?.client ? `client:${found.client}` : `system:${found?.system}`,
      windowStart: starts,
      windowEnd: ends,
      timezone: "UTC",
      ...(times?.ok ? { repeats: times.rule, spans: times.spans } : {}),
      reason,
    },
  });
}

/** Two operators alternate as primary and secondary. */
async function placeRoster(sql: Client, { operator, second }: EnrolledPeople): Promise<void> {
  const { name, weeks, handover, zone } = seededRoster;
  const [found] = await sql`
    select windlass_now() as now, date_trunc('week', windlass_now() - ${handover}::interval, 'UTC') as monday`;
  const first = new Date(found?.monday).toISOString().slice(0, 11) + handover;
  const turns = (people: readonly number[], tier: Tier) => {
    // The current turn begins now, because the roster cannot be changed for the past.
    const typed = { people: people.map(String), first, zone, days: "7", turns: String(weeks + 1), tier };
    const rotation = rotationShifts(typed);
    return rotation.ok ? rotation.shifts : [];
  };
  const shifts = [...turns([operator, second], tiers[0]), ...turns([second, operator], tiers[1])];
  const at = new Date(found?.now);
  await loadEvent(sql, { recordType: "roster", step: "place_shifts", personId: operator, at, input: { name, shifts } });
}

type EnrolledPeople = { operator: number; second: number; lead: number };

async function enrolDemoAccounts(sql: Client): Promise<EnrolledPeople> {
  const ids = new Map<string, number>();
  for (const account of demoAccounts) {
    const [person] = await sql`
      insert into people (issuer, subject, name, email, first_seen_at, last_seen_at)
      values (${demoIssuer}, ${account.id}, ${account.name}, ${account.email}, windlass_now(), windlass_now()) returning id`;
    const id = Number(person?.id);
    ids.set(account.id, id);
    for (const role of rolesOfAccount(account))
      await sql`insert into person_roles values (${id}, ${role}, windlass_now())`;
  }
  const idOf = (account: string) => ids.get(account) ?? 0;
  return { operator: idOf("operator-1"), second: idOf("operator-2"), lead: idOf("ops-lead-1") };
}
