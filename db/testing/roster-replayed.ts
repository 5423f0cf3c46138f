import type { Sql, TransactionSql } from "postgres";
import type { Told } from "./fold";
import { onCallBy, type RosterEvent, toldBy } from "./roster-retold";

type Row = { readonly said: string };

/** Where the roster, or what a declaration recorded of it, says something else than the events say. */
export async function rosterDifferences(reader: Sql | TransactionSql, events: readonly Told[]): Promise<string[]> {
  const inOrder = events.toSorted((one, other) => one.event - other.event);
  const rosters = inOrder.filter(({ subject }) => subject === "roster");
  const shifts = await reader<Row[]>`
    select concat_ws(' ', roster_id, person_id, tier, utc(lower(during)), utc(upper(during)), case when is_take_over then 'taken' end) as said from shifts`;
  const recorded = await reader<
    Row[]
  >`select concat_ws(' ', change_id, on_roster, rostered::text) as said from rostered_at`;
  const toldShifts = toldBy(rosters.map(asRosterEvent)).map(({ roster, person, tier, from, until, takenAs }) =>
    [roster, person, tier, from, until, ...(takenAs > 0 ? ["taken"] : [])].join(" "),
  );
  const toldRecords = inOrder
    .filter(({ step }) => step === "record_roster")
    .map((record) => recordedBy(record, inOrder));
  return [...unlike("shift", shifts, toldShifts), ...unlike("roster of a declaration", recorded, toldRecords)];
}

/** What a declaration had to record: who was on call at its claimed start by the events before it. */
function recordedBy({ event, id, by }: Told, events: readonly Told[]): string {
  const before = events.filter((one) => one.event < event);
  const declared = before.find(
    ({ subject, step, ...one }) => subject === "change" && step === "declare" && one.id === id,
  );
  const began = String(declared?.data?.startedAt ?? declared?.at);
  const rosters = before.filter(({ subject }) => subject === "roster").map(asRosterEvent);
  const called = onCallBy(rosters)(began)
    .map(({ person, tier }) => [person, tier] as const)
    .sort(([one, tier], [other, otherTier]) => tier.localeCompare(otherTier) || one - other);
  const isKept = toldBy(rosters).some(({ from }) => from <= began);
  const on = isKept ? [called.some(([person]) => person === by) ? "t" : "f"] : [];
  return [id, ...on, JSON.stringify(called).replaceAll(",", ", ")].join(" ");
}

function unlike(what: string, rows: readonly Row[], told: readonly string[]): string[] {
  const said = rows.map((row) => row.said);
  return [
    ...said.filter((one) => !told.includes(one)).map((one) => `${what} ${one} is in no event`),
    ...told.filter((one) => !said.includes(one)).map((one) => `${what} ${one} is in no table`),
  ];
}

const asRosterEvent = ({ id, step, by, at, data }: Told): RosterEvent => ({ id, step, by, at, data: data ?? {} });
