import { valueColumns } from "@/db/changes/change-columns";
import { changeTexts } from "@/lib/changes/change-fields";
import { fields } from "@/lib/rules/fields";
import { asideSteps, stepsMaking, stepsThatDo } from "@/lib/rules/steps";

/** The canonical JSON of an event. */
export type Told = {
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
  readonly previous: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly texts?: Readonly<Record<string, string>>;
};

export type Folded = Readonly<Record<string, unknown>>;

// As sets of strings, because an event's step is read from JSON and not typed.
const authors: ReadonlySet<string> = stepsMaking("latest_author");
const starting: ReadonlySet<string> = stepsThatDo("starts");
const failing: ReadonlySet<string> = stepsThatDo("fails");
const approving: ReadonlySet<string> = stepsThatDo("approves");
const scheduling: ReadonlySet<string> = stepsThatDo("schedules");
const waiving: ReadonlySet<string> = stepsThatDo("waives");
const reopening: ReadonlySet<string> = stepsThatDo("reopens");
const ending: ReadonlySet<string> = stepsThatDo("ends");
const rollingBack: ReadonlySet<string> = stepsThatDo("rolls_back");

const aside: ReadonlySet<string> = asideSteps("change");
const latest = (...instants: unknown[]) => instants.map(String).toSorted().at(-1);

const columns = new Map<string, string>([...valueColumns, ["systems", "systems"]]);
// Clearing these fields does not change the row: move_change has no case for them.
const staysWhenCleared = ["category", "entryValues"];

/** The row of a change from its events alone, with hashes in place of texts. */
export const foldChange = (events: readonly Told[]): Folded => events.reduce(applied, {});

function applied(before: Folded, { event, id, seq, step, type, by, to, at, data = {}, texts = {} }: Told): Folded {
  const moves = !aside.has(step);
  const now: Record<string, unknown> = {
    ...blank,
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
    for (const field of changeTexts) if (texts[field]) now[field] = texts[field];
    for (const [field, column] of columns) if (field in data) now[column] = data[field];
    for (const field of changeTexts) if (cleared.includes(field)) now[field] = null;
    for (const [field, column] of columns)
      if (cleared.includes(field) && !staysWhenCleared.includes(field)) now[column] = blank[column];
  }
  Object.assign(now, done(step, now, by, at, data));
  if (now.facts_complete_at === null && now.what && now.why && now.rollbackPlan && now.started_at)
    now.facts_complete_at = at;
  return now;
}

/** The columns that follow from the effects of the step in the rulebook. */
const done = (step: string, before: Folded, by: number, at: string, data: Folded): Folded => ({
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
  ...(ending.has(step) && endOf(step, before, latest(data.endedAt ?? at, before.started_at))),
});

const endOf = (step: string, before: Folded, ended: string | undefined): Folded => ({
  ...((!rollingBack.has(step) || before.ended_at === null) && { ended_at: ended }),
  ...(rollingBack.has(step) && { rolled_back_at: ended }),
});

const blank: Folded = {
  ...Object.fromEntries(changeTexts.map((field) => [field, null])),
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
export const foldSystem = (events: readonly Told[]): Folded =>
  events.reduce((before: Folded, { event, id, seq, step, to, at, data = {} }): Folded => {
    const cleared: readonly unknown[] = Array.isArray(data.cleared) ? data.cleared : [];
    const said = (field: string, now: unknown) => (cleared.includes(field) ? null : (data[field] ?? now ?? null));
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
      kind: said("systemKind", before.kind),
      managed_since: step === "manage_again" ? at : (data.managedSince ?? before.managed_since ?? at),
      managed_until: step in until ? until[step] : said("managedUntil", before.managed_until),
      owner_id: said("owner", before.owner_id),
      monitoring_links: said("monitoringLinks", before.monitoring_links),
    };
  }, {});

/** The row of a delivery, from its own events; a queued one has none yet. */
export const foldDelivery = (id: unknown, events: readonly Told[]): Folded =>
  events.reduce(
    (_: Folded, { seq, step, to, at, data = {} }): Folded => ({
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
