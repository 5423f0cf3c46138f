import { valueColumns } from "@/db/changes/change-columns";
import { changeTextFields } from "@/lib/changes/change-fields";
import { fields } from "@/lib/rules/fields";
import { annotationSteps, stepsMaking, stepsWithEffect } from "@/lib/rules/steps";

/** The canonical JSON of an event. */
export type CanonicalEvent = {
  readonly event: number;
  readonly subject: string;
  readonly id: number;
  readonly seq: number;
  readonly step: string;
  readonly type?: string;
  readonly by: number;
  readonly to: string;
  readonly at: string;
  readonly cause?: number;
  readonly revision: number;
  /** The delegation under which it was taken. */
  readonly delegation?: number;
  /** The token with which a machine took it. */
  readonly token?: number;
  readonly previous: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly texts?: Readonly<Record<string, string>>;
};

export type FoldedRow = Readonly<Record<string, unknown>>;

// As sets of strings, because an event's step is read from JSON and not typed.
const authors: ReadonlySet<string> = stepsMaking("latest_author");
const starting: ReadonlySet<string> = stepsWithEffect("starts");
const failing: ReadonlySet<string> = stepsWithEffect("fails");
const approving: ReadonlySet<string> = stepsWithEffect("approves");
const scheduling: ReadonlySet<string> = stepsWithEffect("schedules");
const waiving: ReadonlySet<string> = stepsWithEffect("waives");
const reopening: ReadonlySet<string> = stepsWithEffect("reopens");
const ending: ReadonlySet<string> = stepsWithEffect("ends");
const rollingBack: ReadonlySet<string> = stepsWithEffect("rolls_back");

const annotating: ReadonlySet<string> = annotationSteps("change");
const latestInstant = (...instants: unknown[]) => instants.map(String).toSorted().at(-1);

const columns = new Map<string, string>([...valueColumns, ["systems", "systems"]]);
// Clearing these fields does not change the row: apply_revision has no case for them.
const staysWhenCleared = ["category", "entryValues"];

/** The row of a change from its events alone, with hashes in place of texts. */
export const foldChange = (events: readonly CanonicalEvent[]): FoldedRow => events.reduce(applyEvent, {});

function applyEvent(
  before: FoldedRow,
  { event, id, seq, step, type, by, to, at, data = {}, texts = {} }: CanonicalEvent,
): FoldedRow {
  const moves = !annotating.has(step);
  const now: Record<string, unknown> = {
    ...emptyChange,
    ...before,
    id,
    number: `CHG-${id}`,
    type,
    status: to,
    last_event_id: event,
    last_event_at: at,
  };
  if (moves) now.step_seq = seq;
  if (seq === 1)
    Object.assign(now, {
      created_at: at,
      author_id: by,
      revision: 1,
      entry_id: data.entry ?? null,
      trigger: data.trigger ?? null,
      follows: data.follows ?? null,
    });
  if (moves) {
    const cleared = Array.isArray(data.cleared) ? data.cleared.map(String) : [];
    for (const field of changeTextFields) if (texts[field]) now[field] = texts[field];
    for (const [field, column] of columns) if (field in data) now[column] = data[field];
    for (const field of changeTextFields) if (cleared.includes(field)) now[field] = null;
    for (const [field, column] of columns)
      if (cleared.includes(field) && !staysWhenCleared.includes(field)) now[column] = emptyChange[column];
  }
  Object.assign(now, effectColumns(step, now, by, at, data));
  if (now.facts_complete_at === null && now.what && now.why && now.rollbackPlan && now.started_at)
    now.facts_complete_at = at;
  return now;
}

/** The columns that follow from the effects of the step in the rulebook. */
const effectColumns = (step: string, before: FoldedRow, by: number, at: string, data: FoldedRow): FoldedRow => ({
  ...(authors.has(step) && { author_id: by }),
  ...(starting.has(step) && { who_id: by, started_at: data.startedAt ?? at }),
  ...(failing.has(step) && { failed_at: at }),
  ...("windowEnd" in data && { window_end: data.windowEnd, window_timezone: data.timezone ?? before.window_timezone }),
  ...(scheduling.has(step) && {
    window_start: data.windowStart,
    window_waived: waiving.has(step),
    implementer_id: data.implementer ?? null,
  }),
  ...(reopening.has(step) && {
    revision: Number(before.revision) + 1,
    ...{ window_start: null, window_end: null, window_timezone: null, window_waived: false, approved_at: null },
  }),
  ...(approving.has(step) && { approved_at: at }),
  ...(ending.has(step) && endColumns(step, before, latestInstant(data.endedAt ?? at, before.started_at))),
});

const endColumns = (step: string, before: FoldedRow, ended: string | undefined): FoldedRow => ({
  ...((!rollingBack.has(step) || before.ended_at === null) && { ended_at: ended }),
  ...(rollingBack.has(step) && { rolled_back_at: ended }),
});

const emptyChange: FoldedRow = {
  ...Object.fromEntries(changeTextFields.map((field) => [field, null])),
  ...Object.fromEntries(
    [...valueColumns].map(([field, column]) => [column, fields[field].kind === "boolean" ? false : null]),
  ),
  revision: 1,
  systems: [],
  entry_id: null,
  trigger: null,
  follows: null,
  who_id: null,
  implementer_id: null,
  window_start: null,
  window_end: null,
  window_timezone: null,
  window_waived: false,
  approved_at: null,
  started_at: null,
  ended_at: null,
  failed_at: null,
  rolled_back_at: null,
  facts_complete_at: null,
};

/** The row of a system, from its own events. */
export const foldSystem = (events: readonly CanonicalEvent[]): FoldedRow =>
  events.reduce((before: FoldedRow, { event, id, seq, step, to, at, data = {} }): FoldedRow => {
    const cleared: readonly unknown[] = Array.isArray(data.cleared) ? data.cleared : [];
    const fieldValue = (field: string, now: unknown) => (cleared.includes(field) ? null : (data[field] ?? now ?? null));
    const ends = before.managed_until && String(before.managed_until) < at ? before.managed_until : at;
    const until: Readonly<Record<string, unknown>> = { retire_system: data.managedUntil ?? ends, manage_again: null };
    return {
      id,
      number: `system ${id}`,
      status: to,
      step_seq: seq,
      last_event_id: event,
      name: data.name ?? before.name,
      client: data.client ?? before.client,
      kind: fieldValue("systemKind", before.kind),
      managed_since: step === "manage_again" ? at : (data.managedSince ?? before.managed_since ?? at),
      managed_until: step in until ? until[step] : fieldValue("managedUntil", before.managed_until),
      owner_id: fieldValue("owner", before.owner_id),
      monitoring_links: fieldValue("monitoringLinks", before.monitoring_links),
    };
  }, {});

/** The row of a delivery, from its own events; a queued one has none yet. */
export const foldDelivery = (id: unknown, events: readonly CanonicalEvent[]): FoldedRow =>
  events.reduce(
    (_: FoldedRow, { seq, step, to, at, data = {} }): FoldedRow => ({
      id,
      number: `delivery ${id}`,
      status: to,
      step_seq: seq,
      delivered_at: step === "deliver" ? at : null,
      sent_to: data.sentTo,
      reference: data.reference,
    }),
    {
      id,
      number: `delivery ${id}`,
      status: "queued",
      step_seq: 0,
      delivered_at: null,
      sent_to: null,
      reference: null,
    },
  );
