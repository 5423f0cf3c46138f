import type { Sql } from "postgres";

// A second opinion of the report, from the canonical bytes of the events alone: it shares no code with the product.

type Event = {
  readonly subject: string;
  readonly id: number;
  readonly event: number;
  readonly step: string;
  readonly by: number;
  readonly type?: string;
  readonly to: string;
  readonly revision: number;
  readonly at: string;
  readonly cause?: number;
  readonly data: Record<string, unknown>;
  readonly texts: Record<string, string>;
};

/** A change as its events tell it; times are microseconds since 1970. */
export type Recounted = {
  readonly number: number;
  readonly type: string;
  readonly status: string;
  readonly opened: bigint;
  readonly systems: readonly number[];
  readonly clients: readonly string[];
  readonly events: readonly Event[];
  /** Those of its incidents, and the findings that nobody answered. */
  readonly incidentEvents: readonly Event[];
  readonly unanswered: readonly { readonly owner: number; readonly due: string }[];
};

export const micros = (iso: string): bigint =>
  BigInt(Date.parse(`${iso.slice(0, 19)}Z`)) * 1000n + BigInt(iso.slice(20, 26));

/** Every change there is, by number. */
export async function recount(owner: Sql): Promise<Recounted[]> {
  const rows = await owner<{ canonical: string }[]>`select canonical from events order by id`;
  const events = rows.map(({ canonical }): Event => JSON.parse(canonical));
  const findings = await owner<{ id: number; event: number; place: number }[]>`
    select f.id, t.event_id as event, t.position as place from findings f join texts t on t.id = f.finding_text_id`;
  const clientOf = new Map(
    events
      .filter(({ subject: recordType }) => recordType === "system")
      .map(({ id, data }) => [id, String(data.client)]),
  );
  const of = (recordType: string, id: number) => events.filter((one) => one.subject === recordType && one.id === id);
  return [...new Set(events.filter(({ subject: recordType }) => recordType === "change").map(({ id }) => id))]
    .sort((one, other) => one - other)
    .map((number) => {
      const own = of("change", number);
      const incidents = events.filter(
        ({ subject: recordType, step, cause }) =>
          recordType === "incident" && step === "open" && own.some(({ event }) => event === cause),
      );
      const incidentEvents = incidents.flatMap(({ id }) => of("incident", id));
      const systems = own.findLast(({ data }) => Array.isArray(data.systems))?.data.systems;
      const touched = Array.isArray(systems) ? systems.map(Number) : [];
      return {
        number,
        type: own[0]?.type ?? "",
        status: own.at(-1)?.to ?? "",
        opened: micros(own[0]?.at ?? ""),
        systems: touched,
        clients: [...new Set(touched.map((id) => clientOf.get(id) ?? ""))],
        events: own,
        incidentEvents,
        unanswered: incidentEvents.flatMap((investigated) =>
          (Array.isArray(investigated.data.findings) ? investigated.data.findings : []).flatMap(
            ({ owner, due }, index) => {
              const id = findings.find((one) => one.event === investigated.event && one.place === index)?.id;
              return incidentEvents.some(({ step, data }) => step === "answer" && data.finding === id)
                ? []
                : [{ owner, due }];
            },
          ),
        ),
      };
    });
}

/** The figures of the report over some changes, in words. */
export function recountedMeasures(changes: readonly Recounted[], now: bigint): Record<string, string> {
  const failed = changes.filter(({ events }) => events.some(({ step }) => step === "fail"));
  const done = changes.filter(({ events }) => events.some(({ step }) => ["log", "finish", "fail"].includes(step)));
  const urgent = changes.filter(({ type }) => type === "emergency");
  const over = urgent.filter((one) => factsComplete(one) !== null || now > startOf(one, 0n) + 24n * 3_600_000_000n);
  const met = over.filter((one) => {
    const complete = factsComplete(one);
    return complete !== null && complete <= startOf(one, 0n) + 24n * 3_600_000_000n;
  });
  const waits = (from: string[], to: string[]) =>
    changes
      .filter(({ type }) => type === "normal")
      .flatMap((one) => {
        const [a, b] = [inLastRevision(one, from), inLastRevision(one, to)];
        return a && b ? [micros(b.at) - micros(a.at)] : [];
      });
  const lead = changes.flatMap((one) => {
    const end = endOf(one);
    const executed = one.events.some(({ step }) => step === "log" || step === "finish");
    return one.type !== "emergency" && executed && end !== null ? [end - one.opened] : [];
  });
  const recovery = failed.flatMap((one) =>
    one.events.flatMap(({ step, at }, index) => {
      const back = one.events.slice(index).find((later) => later.step === "roll_back");
      if (step !== "fail" || !back) return [];
      return [claimedEnd(back) - micros(at)];
    }),
  );
  return {
    emergency_share: `${urgent.length}/${changes.length}`,
    failure_rate: `${failed.length}/${done.length}`,
    documented_in_time: `${met.length}/${over.length}`,
    submit_to_review: middle(waits(["submit"], ["review"])),
    review_to_approval: middle(waits(["review"], ["approve", "approve_routine"])),
    approval_to_start: middle(waits(["approve", "approve_routine"], ["start"])),
    lead_time: middle(lead),
    recovery_time: middle(recovery),
  };
}

/** How a change came out. */
export function recountedOutcome({ events, status }: Recounted): string {
  const last = events.findLast(({ step }) => ["fail", "roll_back"].includes(step))?.step;
  if (last) return last === "fail" ? "failed" : "rolled_back";
  if (status === "cancelled") return events.some(({ step }) => step === "call_off") ? "called_off" : "cancelled";
  return status === "closed" || status === "rejected" ? status : "open";
}

export const claimedEnd = ({ data, at }: Event): bigint => micros(typeof data.endedAt === "string" ? data.endedAt : at);
export const inLastRevision = ({ events }: Recounted, steps: readonly string[]) =>
  events.findLast(({ step, revision }) => steps.includes(step) && revision === events.at(-1)?.revision);

export function startOf({ type, events }: Recounted, otherwise: bigint): bigint {
  const [first] = events;
  if (type === "emergency" && first)
    return micros(typeof first.data.startedAt === "string" ? first.data.startedAt : first.at);
  const start = events.findLast(({ step }) => step === "start");
  return start ? micros(start.at) : otherwise;
}

export function endOf(change: Recounted): bigint | null {
  const end = change.events.findLast(({ step }) => ["log", "finish", "stand_down", "call_off"].includes(step));
  if (!end) {
    const failed = change.events.find(({ step }) => step === "fail");
    return failed ? micros(failed.at) : null;
  }
  const [start, claimed] = [startOf(change, 0n), claimedEnd(end)];
  if (claimed < start) return start;
  return claimed;
}

export function factsComplete({ events }: Recounted): bigint | null {
  const written = new Set<string>();
  for (const { texts, data, at } of events) {
    for (const field of Object.keys(texts)) written.add(field);
    for (const field of Array.isArray(data.cleared) ? data.cleared : []) written.delete(field);
    if (["what", "why", "rollbackPlan"].every((field) => written.has(field))) return micros(at);
  }
  return null;
}

function middle(spans: readonly bigint[]): string {
  const seconds = spans
    .map((span) => (span < 0n ? 0n : span) / 1_000_000n)
    .sort((one, other) => (one < other ? -1 : 1));
  const [low, high] = [seconds[Math.ceil(seconds.length / 2) - 1], seconds[Math.floor(seconds.length / 2)]];
  return low === undefined || high === undefined ? "none" : `${(low + high) / 2n} of ${seconds.length}`;
}
