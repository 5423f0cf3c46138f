import { type AccountPairEvent, type PastDelegation, type RoleEvent, RoleHistory } from "@/lib/people/role-history";
import {
  type AuditedRecord,
  type AuditedStep,
  type RuleViolation,
  ruleViolationsIn,
} from "@/lib/people/separation-of-duties";
import type { ChangeType, RecordType, Status } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { stepsWithEffect } from "@/lib/rules/steps";
import { type Reader, readCanonicalEvents } from "./canonical-events";
import type { CanonicalEvent } from "./fold-records";

// Limits memory: at most this many events are loaded at once.
const batchSize = 5000;

/** Reports each event that the rulebook would have refused, judged from events alone: its record and the roles held at that time. */
export async function dutyDifferences(reader: Reader): Promise<string[]> {
  const roles = new RoleHistory(await roleEvents(reader), await delegationsFrom(reader), await pairEvents(reader));
  const kinds = await entryKinds(reader);
  const failed = new FailedChanges();
  const found: string[] = [];
  for await (const canonicalEvents of readRecords(reader)) {
    const record = toTakenRecord(canonicalEvents, kinds, failed);
    failed.add(record);
    found.push(...ruleViolationsIn(record, roles).map((breach) => breachMessage(record, breach)));
  }
  return [...found, ...(await unknownRules(reader))];
}

const breachMessage = ({ kind, id, steps }: AuditedRecord, { step, because: cause, rule }: RuleViolation): string =>
  `${kind} ${id} event ${steps.indexOf(step) + 1}: person ${step.by} took ${step.step} against the rulebook (${cause}${rule ? `, ${rule.clause}` : ""})`;

const failing = stepsWithEffect("fails");

// The steps of failed changes, which closing their incidents is judged by (who executed the change may not close it).
class FailedChanges {
  readonly #steps = new Map<number, readonly AuditedStep[]>();
  readonly #changeOf = new Map<number, number>();
  add({ kind, id, steps }: AuditedRecord): void {
    if (kind !== "change") return;
    for (const { event } of steps.filter(({ step }) => failing.has(step))) {
      this.#steps.set(id, steps);
      this.#changeOf.set(event, id);
    }
  }
  stepsOf(cause: number | undefined): readonly AuditedStep[] {
    return this.#steps.get(this.#changeOf.get(cause ?? 0) ?? 0) ?? [];
  }
}

function toTakenRecord(
  canonicalEvents: readonly [CanonicalEvent, ...CanonicalEvent[]],
  kinds: ReadonlyMap<number, string>,
  failed: FailedChanges,
): AuditedRecord {
  const [first] = canonicalEvents;
  const entry = Number(first.data?.entry ?? 0);
  const kind = kinds.get(entry);
  return {
    kind: first.subject as RecordType,
    id: first.id,
    type: (first.type ?? "") as ChangeType | "",
    steps: canonicalEvents.map(toTakenStep),
    ofChange: failed.stepsOf(first.cause),
    entryKind: kind === "standard" || kind === "routine" ? kind : null,
  };
}

const toTakenStep = ({ event, step, by, revision, at, delegation, token, to }: CanonicalEvent): AuditedStep => ({
  event,
  step: step as Step,
  by,
  revision,
  at,
  delegation: delegation ?? null,
  isByToken: token !== undefined,
  to: to as Status,
});

async function* readRecords(reader: Reader): AsyncGenerator<readonly [CanonicalEvent, ...CanonicalEvent[]]> {
  let chain: CanonicalEvent[] = [];
  for await (const canonicalEvents of readAllEvents(reader)) {
    const [first, ...rest] = chain;
    if (first && (first.subject !== canonicalEvents.subject || first.id !== canonicalEvents.id)) {
      yield [first, ...rest];
      chain = [];
    }
    chain.push(canonicalEvents);
  }
  const [first, ...rest] = chain;
  if (first) yield [first, ...rest];
}

// Ordered by record type and id, so that a change comes before its incidents.
async function* readAllEvents(reader: Reader): AsyncGenerator<CanonicalEvent> {
  let last = { subject: "", id: 0, seq: 0 };
  for (;;) {
    const rows = await reader<{ canonical: string }[]>`
      select canonical from events where (subject_type, subject_id, seq) > (${last.subject}, ${last.id}, ${last.seq})
      order by subject_type, subject_id, seq limit ${batchSize}`;
    if (rows.length === 0) return;
    const canonicalEvents = rows.map(({ canonical }): CanonicalEvent => JSON.parse(canonical));
    yield* canonicalEvents;
    last = canonicalEvents.at(-1) ?? last;
  }
}

async function roleEvents(reader: Reader): Promise<RoleEvent[]> {
  const canonicalEvents = await readCanonicalEvents(reader, reader`subject_type = 'person' and step = 'role_change'`);
  return canonicalEvents.map(({ event, id, data = {} }) => ({
    event,
    person: id,
    role: String(data.role),
    held: data.held === true,
  }));
}

async function pairEvents(reader: Reader): Promise<AccountPairEvent[]> {
  const canonicalEvents = await readCanonicalEvents(
    reader,
    reader`subject_type = 'person' and step in ('resemble', 'same_person', 'different_person')`,
  );
  return canonicalEvents.map(({ event, id, step, data = {} }) => ({
    event,
    accounts: [id, Number(data.account)],
    countAsOne: step !== "different_person",
  }));
}

async function delegationsFrom(reader: Reader): Promise<PastDelegation[]> {
  const canonicalEvents = await readCanonicalEvents(reader, reader`subject_type = 'delegation'`);
  const delegations = canonicalEvents.filter(({ step }) => step === "delegate");
  return delegations.map(({ event, id, by, at, data = {} }) => {
    const end = canonicalEvents.find((one) => one.id === id && one.step === "end_delegation");
    const [, from = at] = [String(data.windowStart ?? at), at].sort();
    return {
      id,
      event,
      delegator: by,
      delegate: Number(data.delegate),
      from,
      until: String(data.windowEnd),
      ended: end ? { event: end.event, at: end.at } : null,
    };
  });
}

async function entryKinds(reader: Reader): Promise<ReadonlyMap<number, string>> {
  const canonicalEvents = await readCanonicalEvents(reader, reader`subject_type = 'entry' and step = 'propose'`);
  return new Map(canonicalEvents.map(({ id, data = {} }) => [id, String(data.entryKind)]));
}

/** Reports events judged by a rule that the rulebook they name does not contain. */
async function unknownRules(reader: Reader): Promise<string[]> {
  const rows = await reader<{ said: string }[]>`
    with recorded as (select left(canonical::jsonb -> 'data' ->> 'fingerprint', 32) as name, canonical::jsonb -> 'data' ->> 'rulesHash' as rules
        from events where subject_type = 'installation' and step = 'record_rulebook'),
      living as (select left(encode(sha256(convert_to(r::text, 'UTF8')), 'hex'), 16) as rule from rules r),
      judged as (select e.subject_type || ' ' || e.subject_id || ' event ' || e.seq as event, e.canonical::jsonb ->> 'rulebook' as name, e.canonical::jsonb ->> 'rule' as rule
        from events e where e.id > (select min(id) from events where step = 'record_rulebook'))
    select event || case when name is null or rule is null then ': names no rulebook'
      when name not in (select r.name from recorded r) then ': was judged by a rulebook that was never recorded'
      else ': was judged by a rule that its rulebook does not have' end as said
    from judged j where name is null or rule is null or name not in (select r.name from recorded r)
      or name in (select r.name from recorded r where r.rules = (select current_rulebook() ->> 'rules')) and rule not in (select l.rule from living l)
    order by 1`;
  return rows.map(({ said: row }) => row);
}

/** Reports the parts of the current rulebook that differ from what was recorded last. */
export async function rulebookDifferences(reader: Reader): Promise<string[]> {
  const rows = await reader<{ part: string }[]>`
    select key as part from jsonb_each_text(current_rulebook()) living where value is distinct from (select parts ->> key from rulebook) order by 1`;
  return rows.map(({ part }) => `the current ${part} differ from those recorded last`);
}
