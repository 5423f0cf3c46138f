import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { Disclosure } from "@/components/basics/disclosure";
import type { FormOptions } from "@/components/form/control";
import { Section } from "@/components/shell/section";
import type { UnscheduledChange } from "@/db/calendar/calendar-rows";
import { nextFreeSlots, usualWindowMinutes } from "@/lib/calendar/free-slots";
import { changesPath } from "@/lib/changes/change-filter";
import { noFreeSlotSentence } from "@/lib/changes/deadlines";
import { awaitingWindowStatuses } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { formatRange, toDateTimeLocal } from "@/lib/time/format";

type Props = {
  waiting: readonly UnscheduledChange[];
  count: number;
  now: string;
  zone: string;
  formOptions: FormOptions;
  step: Step;
  maySchedule: boolean;
  /** The local time that was chosen in the calendar, and for which change. */
  at?: string;
  chosenId?: number;
  pathAt: (id: number, at: string) => string;
};

export function WaitingChanges({ waiting, count, now, zone, maySchedule, at, chosenId, pathAt, ...form }: Props) {
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
              open={change.id === chosenId || (at !== undefined && waiting.length === 1)}
              summary={
                <span className="wrap-anywhere">
                  <span className="tabular-nums">{change.number}</span>{" "}
                  <span className="font-normal">
                    {change.title} · {change.expectedMinutes ?? `about ${usualWindowMinutes}`} min
                  </span>
                </span>
              }
            >
              <WaitingChange change={change} {...{ now, zone, maySchedule, at, pathAt, ...form }} />
            </Disclosure>
          ))}
        </div>
        {waiting.length === 0 ? <p className="text-sm text-muted">Every approved change has a window.</p> : null}
        {count > waiting.length ? (
          <a className="link mt-2 inline-block text-sm" href={changesPath({ status: [awaitingWindowStatuses[0]] })}>
            All {count} of them
          </a>
        ) : null}
      </Section>
    </div>
  );
}

function WaitingChange({
  change,
  now,
  zone,
  formOptions,
  step,
  maySchedule,
  at,
  pathAt,
}: Omit<Props, "waiting" | "count" | "chosenId"> & { change: UnscheduledChange }) {
  const minutes = change.expectedMinutes ?? usualWindowMinutes;
  const slots = nextFreeSlots(change, now);
  return (
    <>
      <p className="text-sm">
        <a className="link" href={`/changes/${change.number}`}>
          {change.number}
        </a>
        {change.systems.length > 0 ? ` · ${change.systems.join(", ")}` : ""}
      </p>
      <FreeSlots {...{ change, slots, now, zone, maySchedule, pathAt }} />
      {maySchedule ? (
        <StepFormWithDraft
          step={step}
          recordType="change"
          type="normal"
          id={change.id}
          seq={change.stepSeq}
          options={formOptions}
          formDraft={null}
          values={windowValues(at ?? toDateTimeLocal(slots[0]?.starts ?? now, zone), minutes, zone, change)}
        />
      ) : null}
    </>
  );
}

type FreeSlotsProps = Pick<Props, "now" | "zone" | "maySchedule" | "pathAt"> & {
  change: UnscheduledChange;
  slots: ReturnType<typeof nextFreeSlots>;
};

const FreeSlots = ({ change, slots, now, zone, maySchedule, pathAt }: FreeSlotsProps) => (
  <div>
    <p className="text-sm text-muted">
      Next free times for its systems{change.implementer ? " and for " : ""}
      {change.implementer?.name}:
    </p>
    <ol className="grid gap-0.5 text-sm tabular-nums">
      {slots.map(({ starts, ends }) => {
        const { local, utc } = formatRange(starts, ends, zone);
        return (
          <li key={starts}>
            {maySchedule ? (
              <a className="link" href={pathAt(change.id, toDateTimeLocal(starts, zone))} title={utc ?? undefined}>
                {local}
              </a>
            ) : (
              local
            )}
          </li>
        );
      })}
      {slots.length === 0 ? <li>{noFreeSlotSentence(change.lapsesAt, now, zone)}</li> : null}
    </ol>
  </div>
);

// In local time: where the clocks change in between, the form asks.
const windowValues = (start: string, minutes: number, zone: string, { implementer }: UnscheduledChange) => ({
  windowStart: start,
  windowEnd: new Date(Date.parse(`${start}Z`) + minutes * 60_000).toISOString().slice(0, 16),
  timezone: zone,
  implementer: String(implementer?.id ?? ""),
});
