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
  const declared = new Map(inOrder.filter(({ step }) => step === "declare").map((one) => [one.id, one]));
  const tellerAt = called(rosters);
  const toldRecords = inOrder
    .filter(({ step }) => step === "record_roster")
    .map((record) => recordedBy(record, declared.get(record.id), tellerAt));
  return [...unlike("shift", shifts, toldShifts), ...unlike("roster of a declaration", recorded, toldRecords)];
}

/** Who was on call by the events before one, and whether a roster was kept by then; told once for as many as know the same. */
function called(rosters: readonly Told[]) {
  const known = new Map<number, ReturnType<typeof tellers>>();
  const tellers = (events: readonly RosterEvent[]) => ({ onCall: onCallBy(events), shifts: toldBy(events) });
  return (event: number) => {
    const before = rosters.filter((one) => one.event < event);
    const teller = known.get(before.length) ?? tellers(before.map(asRosterEvent));
    known.set(before.length, teller);
    return teller;
  };
}

/** What a declaration had to record: who was on call at its claimed start by the events before it. */
function recordedBy({ event, id, by }: Told, declared: Told | undefined, tellerAt: ReturnType<typeof called>): string {
  const teller = tellerAt(event);
  const began = String(declared?.data?.startedAt ?? declared?.at);
  const onCall = teller
    .onCall(began)
    .map(({ person, tier }) => [person, tier] as const)
    .sort(([one, tier], [other, otherTier]) => tier.localeCompare(otherTier) || one - other);
  const on = teller.shifts.some(({ from }) => from <= began)
    ? [onCall.some(([person]) => person === by) ? "t" : "f"]
    : [];
  return [id, ...on, JSON.stringify(onCall).replaceAll(",", ", ")].join(" ");
}

function unlike(what: string, rows: readonly Row[], told: readonly string[]): string[] {
  const said = rows.map((row) => row.said);
  const [inTable, inEvents] = [new Set(said), new Set(told)];
  return [
    ...said.filter((one) => !inEvents.has(one)).map((one) => `${what} ${one} is in no event`),
    ...told.filter((one) => !inTable.has(one)).map((one) => `${what} ${one} is in no table`),
  ];
}

const asRosterEvent = ({ id, step, by, at, data }: Told): RosterEvent => ({ id, step, by, at, data: data ?? {} });
