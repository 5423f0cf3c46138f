import { ButtonLink } from "@/components/basics/button";
import type { ChangeRecord } from "@/db/changes/read-change";
import { nextFreeSlots, slotsWithinDays, usualWindowMinutes } from "@/lib/calendar/free-slots";
import { windowsByNight } from "@/lib/calendar/windows-by-night";
import { noFreeSlotSentence } from "@/lib/changes/deadlines";
import { formatDate, formatRange, toDateTimeLocal } from "@/lib/time/format";

type Help = NonNullable<ChangeRecord["scheduling"]>;
type Props = {
  change: ChangeRecord;
  help: Help;
  /** The zone of the form. */
  zone: string;
  /** The start that the form has already, ISO in UTC. */
  chosenStart: string | null;
  /** The same form with this local start. */
  pathAt: (start: string) => string;
};

/** Free times to choose from, what else happens then on the same systems, and freezes before they refuse. */
export function SchedulingHelp({ change, help, zone, chosenStart, pathAt }: Props) {
  const slots = nextFreeSlots({ ...help, expectedMinutes: change.expectedMinutes }, change.now);
  const { nights, laterCount } = windowsByNight(
    help.windows,
    [...(chosenStart ? [chosenStart] : []), ...slots.map(({ starts }) => starts)],
    zone,
  );
  return (
    <div className="grid gap-3">
      <FreeSlots {...{ change, help, zone, pathAt, slots }} />
      {nights.map(({ date, windows }) => (
        <section key={date} className="text-sm" data-night={date}>
          <h3 className="font-medium">On these systems, {formatDate(date)} and the night after</h3>
          {windows.length === 0 ? <p className="text-muted">No other windows.</p> : null}
          <PlannedWindows windows={windows} zone={zone} />
        </section>
      ))}
      {laterCount > 0 ? (
        <p className="text-sm text-muted">
          {laterCount === 1 ? "1 other window" : `${laterCount} other windows`} on these systems in the next{" "}
          {slotsWithinDays} days.
        </p>
      ) : null}
      <FreezesAhead freezes={help.freezes} zone={zone} />
    </div>
  );
}

type SlotProps = Pick<Props, "change" | "help" | "zone" | "pathAt"> & { slots: ReturnType<typeof nextFreeSlots> };

function FreeSlots({ change, help, zone, pathAt, slots }: SlotProps) {
  const { implementer, expectedMinutes, now } = change;
  return (
    <div className="text-sm">
      <p className="mb-1.5">
        Next free times of {expectedMinutes ?? `about ${usualWindowMinutes}`} min for the systems of this change
        {implementer ? ` and for ${implementer.name}` : ""}:
      </p>
      <ul className="flex flex-wrap gap-2">
        {slots.map(({ starts, ends }) => {
          const { local, utc } = formatRange(starts, ends, zone);
          const start = toDateTimeLocal(starts, zone);
          return (
            <li key={starts}>
              <ButtonLink
                href={pathAt(start)}
                title={utc ?? undefined}
                data-start={start}
                data-end={toDateTimeLocal(ends, zone)}
                data-zone={zone}
                className="text-sm tabular-nums"
              >
                {local}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
      {slots.length === 0 ? <p>{noFreeSlotSentence(help.lapsesAt, now, zone)}</p> : null}
    </div>
  );
}

const PlannedWindows = ({ windows, zone }: { windows: Help["windows"]; zone: string }) => (
  <ul className="grid gap-0.5">
    {windows.map(({ number, title, systems, starts, ends }) => (
      <li key={number} className="wrap-anywhere">
        <span className="tabular-nums">{formatRange(starts, ends, zone).local}</span>:{" "}
        <a className="link" href={`/changes/${number}`}>
          {number}
        </a>{" "}
        {title} <span className="text-muted">({systems.join(", ")})</span>
      </li>
    ))}
  </ul>
);

/** A window that meets one of them is refused. */
const FreezesAhead = ({ freezes, zone }: { freezes: Help["freezes"]; zone: string }) =>
  freezes.length === 0 ? null : (
    <section className="text-sm" data-freezes="">
      <h3 className="font-medium">Freezes of these systems in the next {slotsWithinDays} days</h3>
      <ul className="mt-1 grid gap-1">
        {freezes.map(({ name, of, starts, ends }) => (
          <li key={`${name} ${starts}`} className="frozen rounded-sm px-2 py-1 text-warn-ink">
            <span className="font-medium">{name}</span>: {of ?? "all systems"}, {formatRange(starts, ends, zone).local}
          </li>
        ))}
      </ul>
    </section>
  );
