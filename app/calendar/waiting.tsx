import { FormOf } from "@/app/_steps/panel/form-of";
import { Disclosure } from "@/components/basics/disclosure";
import type { World } from "@/components/form/control";
import { Section } from "@/components/shell/section";
import { slotsWithinDays, type WaitingForWindow } from "@/db/calendar/read-calendar";
import { freeSlots } from "@/lib/calendar/free-slots";
import { noFreeTime } from "@/lib/changes/deadlines";
import { listPath } from "@/lib/changes/filter";
import { waitingForWindow } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { tellLocal, tellSpan } from "@/lib/time/format";

type Props = {
  waiting: readonly WaitingForWindow[];
  count: number;
  now: string;
  zone: string;
  world: World;
  step: Step;
  maySchedule: boolean;
  /** The local time that was chosen in the calendar, and for which change. */
  at?: string;
  chosen?: number;
  pathAt: (id: number, at: string) => string;
};

const usualMinutes = 60;
const slotsShown = 3;
const dayMs = 24 * 3_600_000;

export function Waiting({ waiting, count, now, zone, maySchedule, at, chosen, pathAt, ...form }: Props) {
  return (
    <div id="waiting" className="scroll-mt-4 print:hidden">
      <Section heading="Approved, waiting for a window" count={count}>
        {at ? (
          <p className="mb-2 text-sm">
            At <span className="font-medium tabular-nums">{at.replace("T", ", ")}</span>. Choose the change that starts
            then.
          </p>
        ) : null}
        <div className="grid gap-2">
          {waiting.map((change) => (
            <Disclosure
              key={change.id}
              open={change.id === chosen || (at !== undefined && waiting.length === 1)}
              summary={
                <span className="wrap-anywhere">
                  <span className="tabular-nums">{change.number}</span>{" "}
                  <span className="font-normal">
                    {change.title} · {change.expectedMinutes ?? `about ${usualMinutes}`} min
                  </span>
                </span>
              }
            >
              <Candidate change={change} {...{ now, zone, maySchedule, at, pathAt, ...form }} />
            </Disclosure>
          ))}
        </div>
        {waiting.length === 0 ? <p className="text-sm text-muted">Every approved change has a window.</p> : null}
        {count > waiting.length ? (
          <a className="link mt-2 inline-block text-sm" href={listPath({ status: waitingForWindow[0] })}>
            All {count} of them
          </a>
        ) : null}
      </Section>
    </div>
  );
}

function Candidate({
  change,
  now,
  zone,
  world,
  step,
  maySchedule,
  at,
  pathAt,
}: Omit<Props, "waiting" | "count" | "chosen"> & { change: WaitingForWindow }) {
  const minutes = change.expectedMinutes ?? usualMinutes;
  const slots = freeSlots(
    change.busy.map(([opens, shuts]) => [Date.parse(opens), Date.parse(shuts)] as const),
    {
      minutes,
      from: Date.parse(now),
      until: Math.min(Date.parse(now) + slotsWithinDays * dayMs, Date.parse(change.lapsesAt) + minutes * 60_000),
      count: slotsShown,
    },
  );
  return (
    <>
      <p className="text-sm">
        <a className="link" href={`/changes/${change.number}`}>
          {change.number}
        </a>
        {change.systems.length > 0 ? ` · ${change.systems.join(", ")}` : ""}
      </p>
      <FreeTimes {...{ change, slots, now, zone, maySchedule, pathAt }} />
      {maySchedule ? (
        <FormOf
          step={step}
          subject="change"
          type="normal"
          id={change.id}
          seq={change.stepSeq}
          world={world}
          kept={null}
          values={startingAt(at ?? tellLocal(new Date(slots[0]?.[0] ?? now), zone), minutes, zone, change)}
        />
      ) : null}
    </>
  );
}

type Times = Pick<Props, "now" | "zone" | "maySchedule" | "pathAt"> & {
  change: WaitingForWindow;
  slots: ReturnType<typeof freeSlots>;
};

const FreeTimes = ({ change, slots, now, zone, maySchedule, pathAt }: Times) => (
  <div>
    <p className="text-sm text-muted">
      Next free times for its systems{change.implementer ? " and for " : ""}
      {change.implementer?.name}:
    </p>
    <ol className="grid gap-0.5 text-sm tabular-nums">
      {slots.map(([opens, shuts]) => {
        const { here, utc } = tellSpan(new Date(opens), new Date(shuts), zone);
        return (
          <li key={opens}>
            {maySchedule ? (
              <a className="link" href={pathAt(change.id, tellLocal(new Date(opens), zone))} title={utc ?? undefined}>
                {here}
              </a>
            ) : (
              here
            )}
          </li>
        );
      })}
      {slots.length === 0 ? <li>{noFreeTime(change.lapsesAt, now, zone)}</li> : null}
    </ol>
  </div>
);

// In local time: where the clocks change in between, the form asks.
const startingAt = (start: string, minutes: number, zone: string, { implementer }: WaitingForWindow) => ({
  windowStart: start,
  windowEnd: new Date(Date.parse(`${start}Z`) + minutes * 60_000).toISOString().slice(0, 16),
  timezone: zone,
  implementer: String(implementer?.id ?? ""),
});
