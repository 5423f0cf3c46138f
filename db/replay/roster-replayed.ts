import type { Told } from "./fold";
import { onCallBy, type RosterEvent, toldBy } from "./roster-retold";
import { type Reader, toldOf, unlike } from "./told-events";

type Said = { readonly said: string };

/** Differences between shifts, or the recorded roster of a declaration, and what the events imply. */
export async function rosterDifferences(reader: Reader): Promise<string[]> {
  const rosters = await toldOf(reader, reader`subject_type = 'roster' or step = 'deactivate'`);
  const declared = await toldOf(reader, reader`subject_type = 'change' and step = 'declare'`);
  const toRecord = await toldOf(reader, reader`step = 'record_roster'`);
  const shifts = await reader<Said[]>`
    select concat_ws(' ', roster_id, person_id, tier, utc(lower(during)), utc(upper(during)), case when is_take_over then 'taken' end) as said from shifts`;
  const recorded = await reader<
    Said[]
  >`select concat_ws(' ', change_id, on_roster, rostered::text) as said from rostered_at`;
  const toldShifts = toldBy(rosters.map(asRosterEvent)).map(({ roster, person, tier, from, until, takenAs }) =>
    [roster, person, tier, from, until, ...(takenAs > 0 ? ["taken"] : [])].join(" "),
  );
  const recordedBy = recorderOf(rosters, declared);
  const toldRecords = toRecord.map(recordedBy);
  return [...unlike("shift", shifts, toldShifts), ...unlike("roster of a declaration", recorded, toldRecords)];
}

/** What a declaration must have recorded: who was on call at its claimed start, by the events before it. */
function recorderOf(rosters: readonly Told[], declarations: readonly Told[]): (record: Told) => string {
  const declared = new Map(declarations.map((one) => [one.id, one]));
  const known = new Map<number, ReturnType<typeof rosterBy>>();
  return ({ event, id, by }) => {
    const before = rosters.findIndex((one) => one.event > event);
    const places = before < 0 ? rosters.length : before;
    const roster = known.get(places) ?? rosterBy(rosters.slice(0, places).map(asRosterEvent));
    known.set(places, roster);
    const began = String(declared.get(id)?.data?.startedAt ?? declared.get(id)?.at);
    const called = roster.calledAt(began);
    const on = roster.isKeptAt(began) ? [called.some(([person]) => person === by) ? "t" : "f"] : [];
    return [id, ...on, JSON.stringify(called).replaceAll(",", ", ")].join(" ");
  };
}

function rosterBy(events: readonly RosterEvent[]) {
  const [onCall, told] = [onCallBy(events), toldBy(events)];
  return {
    isKeptAt: (at: string) => told.some(({ from }) => from <= at),
    calledAt: (at: string) =>
      onCall(at)
        .map(({ person, tier }) => [person, tier] as const)
        .sort(([one, tier], [other, otherTier]) => tier.localeCompare(otherTier) || one - other),
  };
}

const asRosterEvent = ({ id, step, by, at, data }: Told): RosterEvent => ({ id, step, by, at, data: data ?? {} });
