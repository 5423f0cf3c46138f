import { type Reader, readCanonicalEvents, setDifferences } from "./canonical-events";
import type { CanonicalEvent } from "./fold-records";
import { onCallAfter, type RosterEvent, shiftsAfter } from "./roster-from-events";

type TextRow = { readonly said: string };

/** Differences between shifts, or the recorded roster of a declaration, and what the events imply. */
export async function rosterDifferences(reader: Reader): Promise<string[]> {
  const rosters = await readCanonicalEvents(reader, reader`subject_type = 'roster' or step = 'deactivate'`);
  const declared = await readCanonicalEvents(reader, reader`subject_type = 'change' and step = 'declare'`);
  const toRecord = await readCanonicalEvents(reader, reader`step = 'record_roster'`);
  const shifts = await reader<TextRow[]>`
    select concat_ws(' ', roster_id, person_id, tier, utc(lower(during)), utc(upper(during)), case when is_take_over then 'taken' end) as said from shifts`;
  const recorded = await reader<
    TextRow[]
  >`select concat_ws(' ', change_id, on_roster, rostered::text) as said from declared_rosters`;
  const shiftsOfEvents = shiftsAfter(rosters.map(toRosterEvent)).map(
    ({ roster, person, tier, from, until, takeOverOrder }) =>
      [roster, person, tier, from, until, ...(takeOverOrder > 0 ? ["taken"] : [])].join(" "),
  );
  const recordedBy = expectedRosterOf(rosters, declared);
  const recordedEvents = toRecord.map(recordedBy);
  return [
    ...setDifferences("shift", shifts, shiftsOfEvents),
    ...setDifferences("roster of a declaration", recorded, recordedEvents),
  ];
}

/** What a declaration must have recorded: who was on call at its claimed start, by the events before it. */
function expectedRosterOf(
  rosters: readonly CanonicalEvent[],
  declarations: readonly CanonicalEvent[],
): (record: CanonicalEvent) => string {
  const declared = new Map(declarations.map((one) => [one.id, one]));
  const known = new Map<number, ReturnType<typeof rosterAfter>>();
  return ({ event, id, by }) => {
    const before = rosters.findIndex((one) => one.event > event);
    const eventCount = before < 0 ? rosters.length : before;
    const roster = known.get(eventCount) ?? rosterAfter(rosters.slice(0, eventCount).map(toRosterEvent));
    known.set(eventCount, roster);
    const began = String(declared.get(id)?.data?.startedAt ?? declared.get(id)?.at);
    const onCallThen = roster.calledAt(began);
    const on = roster.isKeptAt(began) ? [onCallThen.some(([person]) => person === by) ? "t" : "f"] : [];
    return [id, ...on, JSON.stringify(onCallThen).replaceAll(",", ", ")].join(" ");
  };
}

function rosterAfter(events: readonly RosterEvent[]) {
  const [onCall, placedShifts] = [onCallAfter(events), shiftsAfter(events)];
  return {
    isKeptAt: (at: string) => placedShifts.some(({ from }) => from <= at),
    calledAt: (at: string) =>
      onCall(at)
        .map(({ person, tier }) => [person, tier] as const)
        .sort(([one, tier], [other, otherTier]) => tier.localeCompare(otherTier) || one - other),
  };
}

const toRosterEvent = ({ id, step, by, at, data }: CanonicalEvent): RosterEvent => ({
  id,
  step,
  by,
  at,
  data: data ?? {},
});
