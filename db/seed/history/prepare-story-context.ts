import type { Sql, TransactionSql } from "postgres";
import type { Actor } from "@/lib/rules/judge";
import { type ChangeType, type EntryStatus, entryStatuses, openStatuses } from "@/lib/rules/record";
import { enrolPeople } from "./enrol-people";
import { GeneratedRoster } from "./generated-roster";
import type { HistorySystem } from "./history-data";
import { registerSystemsAndCatalogue } from "./register-systems";
import { SeededRandom } from "./seeded-random";
import type { CatalogueTemplate, StoryContext, SystemChoice } from "./story-context";
import { SystemSlots } from "./system-slots";
import { msPerDay, type WorkingWeek } from "./working-week";

type ContextOptions = {
  readonly week: WorkingWeek;
  readonly start: number;
  readonly seed: number;
  readonly systems: readonly HistorySystem[];
};

/** Creates what is missing of people, systems and catalogue for a history that begins at `start`. */
export async function prepareStoryContext(
  sql: Sql,
  { week, start, seed, systems }: ContextOptions,
): Promise<StoryContext> {
  return sql.begin(async (tx) => {
    const people = await enrolPeople(tx, new Date(start));
    await registerSystemsAndCatalogue(tx, people, systems);
    const [managedSystems, entries, systemSlots] = [
      await readManagedSystems(tx, start),
      await readTemplates(tx),
      await readTakenSlots(tx),
    ];
    const roster = new GeneratedRoster(people.filter(isOnlyOperator), start);
    await roster.place(tx, week.midnight + 2 * msPerDay);
    return { random: new SeededRandom(seed), people, managedSystems, entries, systemSlots, workingWeek: week, roster };
  });
}

/** Operators without any further role. */
const isOnlyOperator = ({ roles }: Actor) => roles.every((role) => role === "operator");

async function readManagedSystems(tx: TransactionSql, start: number): Promise<SystemChoice[]> {
  const rows = await tx<{ id: string; name: string; client: string }[]>`
    select s.id, s.name, k.name as client from systems s join clients k on k.id = s.client_id
    where s.managed_since <= ${new Date(start)} and s.managed_until is null order by s.id desc`;
  return rows.map(({ id, ...system }) => ({ id: Number(id), ...system }));
}

async function readTemplates(tx: TransactionSql): Promise<CatalogueTemplate[]> {
  const rows = await tx<{ entry: CatalogueTemplate }[]>`
    select jsonb_build_object('id', e.id, 'kind', e.kind, 'title', text_body(e.title_text_id), 'templateFields', e.template_fields,
      'systems', (select jsonb_agg(system_id order by system_id) from entry_systems where entry_id = e.id)) as entry
    from entries e where e.status = ${approvedStatus} order by e.id`;
  return rows.map(({ entry }) => entry);
}

const approvedStatus: EntryStatus = entryStatuses[1];

// Existing reservations and running changes occupy their systems, because loaded steps are judged by the current state.
async function readTakenSlots(tx: TransactionSql): Promise<SystemSlots> {
  const slots = new SystemSlots();
  const held = await tx`
    select system_id, extract(epoch from lower(during)) * 1000 as starts, extract(epoch from upper(during)) * 1000 as ends from system_reservations`;
  for (const { system_id, starts, ends } of held) slots.reserve([Number(system_id)], Number(starts), Number(ends));
  const busy = await tx`
    select distinct t.system_id from changes c join change_systems t on t.change_id = c.id
    where c.type = ${normalType} and c.status = any (${openStatuses}) and c.started_at is not null and c.rolled_back_at is null`;
  for (const { system_id } of busy)
    slots.reserve([Number(system_id)], Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  return slots;
}

const normalType: ChangeType = "normal";
