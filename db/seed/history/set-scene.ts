import type { Sql, TransactionSql } from "postgres";
import type { Person } from "@/lib/rules/judge";
import { type ChangeType, type EntryStatus, entryStatuses, openStatuses } from "@/lib/rules/record";
import { enrolAll } from "./cast";
import { Dice } from "./dice";
import { HistoryRoster } from "./history-roster";
import type { HistorySystem } from "./history-world";
import { makeWorld } from "./make-world";
import { day, type Week } from "./moments";
import type { LiveEntry, Place, Scene } from "./scene";
import { Slots } from "./slots";

type Wanted = {
  readonly week: Week;
  readonly start: number;
  readonly seed: number;
  readonly systems: readonly HistorySystem[];
};

/** Creates what is missing of people, systems and catalogue for a history that begins at `start`. */
export async function setScene(sql: Sql, { week, start, seed, systems }: Wanted): Promise<Scene> {
  return sql.begin(async (tx) => {
    const people = await enrolAll(tx, new Date(start));
    await makeWorld(tx, people, systems);
    const [places, entries, slots] = [await managedPlaces(tx, start), await liveEntries(tx), await takenSlots(tx)];
    const roster = new HistoryRoster(people.filter(isPlain), start);
    await roster.place(tx, week.midnight + 2 * day);
    return { dice: new Dice(seed), people, places, entries, slots, week, roster };
  });
}

/** Operators without any further role. */
const isPlain = ({ roles }: Person) => roles.every((role) => role === "operator");

async function managedPlaces(tx: TransactionSql, start: number): Promise<Place[]> {
  const rows = await tx<{ id: string; name: string; client: string }[]>`
    select s.id, s.name, k.name as client from systems s join clients k on k.id = s.client_id
    where s.managed_since <= ${new Date(start)} and s.managed_until is null order by s.id desc`;
  return rows.map(({ id, ...place }) => ({ id: Number(id), ...place }));
}

async function liveEntries(tx: TransactionSql): Promise<LiveEntry[]> {
  const rows = await tx<{ entry: LiveEntry }[]>`
    select jsonb_build_object('id', e.id, 'kind', e.kind, 'title', text_of(e.title_text), 'blanks', e.blanks,
      'systems', (select jsonb_agg(system_id order by system_id) from entry_systems where entry_id = e.id)) as entry
    from entries e where e.status = ${live} order by e.id`;
  return rows.map(({ entry }) => entry);
}

const live: EntryStatus = entryStatuses[1];

// Existing reservations and running changes occupy their systems, because loaded steps are judged by the current state.
async function takenSlots(tx: TransactionSql): Promise<Slots> {
  const slots = new Slots();
  const held = await tx`
    select system_id, extract(epoch from lower(during)) * 1000 as starts, extract(epoch from upper(during)) * 1000 as ends from holds`;
  for (const { system_id, starts, ends } of held) slots.take([Number(system_id)], Number(starts), Number(ends));
  const busy = await tx`
    select distinct t.system_id from changes c join change_systems t on t.change_id = c.id
    where c.type = ${planned} and c.status = any (${openStatuses}) and c.started_at is not null and c.rolled_back_at is null`;
  for (const { system_id } of busy) slots.take([Number(system_id)], Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  return slots;
}

const planned: ChangeType = "normal";
