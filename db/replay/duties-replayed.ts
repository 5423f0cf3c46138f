import { type Breach, breachesIn, type TakenRecord, type TakenStep } from "@/lib/people/duties";
import { type Lent, type PairEvent, type RoleEvent, RolesThen } from "@/lib/people/roles-then";
import type { ChangeType, Status, SubjectType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { stepsThatDo } from "@/lib/rules/steps";
import type { Told } from "./fold";
import { type Reader, toldOf } from "./told-events";

// Limits memory: at most this many events are loaded at once.
const atOnce = 5000;

/** Reports each event that the rulebook would have refused, judged from events alone: its record and the roles held at that time. */
export async function dutyDifferences(reader: Reader): Promise<string[]> {
  const roles = new RolesThen(await roleEvents(reader), await lentBy(reader), await pairEvents(reader));
  const kinds = await entryKinds(reader);
  const failed = new FailedChanges();
  const found: string[] = [];
  for await (const told of records(reader)) {
    const record = recordOf(told, kinds, failed);
    failed.note(record);
    found.push(...breachesIn(record, roles).map((breach) => words(record, breach)));
  }
  return [...found, ...(await otherRules(reader))];
}

const words = ({ kind, id, steps }: TakenRecord, { step, because, rule }: Breach): string =>
  `${kind} ${id} event ${steps.indexOf(step) + 1}: person ${step.by} took ${step.step} against the rulebook (${because}${rule ? `, ${rule.clause}` : ""})`;

const failing = stepsThatDo("fails");

// The steps of failed changes, which closing their incidents is judged by (who executed the change may not close it).
class FailedChanges {
  readonly #steps = new Map<number, readonly TakenStep[]>();
  readonly #changeOf = new Map<number, number>();
  note({ kind, id, steps }: TakenRecord): void {
    if (kind !== "change") return;
    for (const { event } of steps.filter(({ step }) => failing.has(step))) {
      this.#steps.set(id, steps);
      this.#changeOf.set(event, id);
    }
  }
  of(cause: number | undefined): readonly TakenStep[] {
    return this.#steps.get(this.#changeOf.get(cause ?? 0) ?? 0) ?? [];
  }
}

function recordOf(
  told: readonly [Told, ...Told[]],
  kinds: ReadonlyMap<number, string>,
  failed: FailedChanges,
): TakenRecord {
  const [first] = told;
  const entry = Number(first.data?.entry ?? 0);
  const kind = kinds.get(entry);
  return {
    kind: first.subject as SubjectType,
    id: first.id,
    type: (first.type ?? "") as ChangeType | "",
    steps: told.map(stepOf),
    ofChange: failed.of(first.cause),
    entryKind: kind === "standard" || kind === "routine" ? kind : null,
  };
}

const stepOf = ({ event, step, by, revision, at, delegation, to }: Told): TakenStep => ({
  event,
  step: step as Step,
  by,
  revision,
  at,
  delegation: delegation ?? null,
  to: to as Status,
});

async function* records(reader: Reader): AsyncGenerator<readonly [Told, ...Told[]]> {
  let chain: Told[] = [];
  for await (const told of events(reader)) {
    const [first, ...rest] = chain;
    if (first && (first.subject !== told.subject || first.id !== told.id)) {
      yield [first, ...rest];
      chain = [];
    }
    chain.push(told);
  }
  const [first, ...rest] = chain;
  if (first) yield [first, ...rest];
}

// Ordered by record type and id, so that a change comes before its incidents.
async function* events(reader: Reader): AsyncGenerator<Told> {
  let last = { subject: "", id: 0, seq: 0 };
  for (;;) {
    const rows = await reader<{ canonical: string }[]>`
      select canonical from events where (subject_type, subject_id, seq) > (${last.subject}, ${last.id}, ${last.seq})
      order by subject_type, subject_id, seq limit ${atOnce}`;
    if (rows.length === 0) return;
    const told = rows.map(({ canonical }): Told => JSON.parse(canonical));
    yield* told;
    last = told.at(-1) ?? last;
  }
}

async function roleEvents(reader: Reader): Promise<RoleEvent[]> {
  const told = await toldOf(reader, reader`subject_type = 'person' and step = 'role_change'`);
  return told.map(({ event, id, data = {} }) => ({
    event,
    person: id,
    role: String(data.role),
    held: data.held === true,
  }));
}

async function pairEvents(reader: Reader): Promise<PairEvent[]> {
  const told = await toldOf(
    reader,
    reader`subject_type = 'person' and step in ('resemble', 'same_person', 'different_person')`,
  );
  return told.map(({ event, id, step, data = {} }) => ({
    event,
    accounts: [id, Number(data.account)],
    countAsOne: step !== "different_person",
  }));
}

async function lentBy(reader: Reader): Promise<Lent[]> {
  const told = await toldOf(reader, reader`subject_type = 'delegation'`);
  const lent = told.filter(({ step }) => step === "delegate");
  return lent.map(({ event, id, by, at, data = {} }) => {
    const end = told.find((one) => one.id === id && one.step === "end_delegation");
    const [, from = at] = [String(data.windowStart ?? at), at].sort();
    return {
      id,
      event,
      lender: by,
      delegate: Number(data.delegate),
      from,
      until: String(data.windowEnd),
      ended: end ? { event: end.event, at: end.at } : null,
    };
  });
}

async function entryKinds(reader: Reader): Promise<ReadonlyMap<number, string>> {
  const told = await toldOf(reader, reader`subject_type = 'entry' and step = 'propose'`);
  return new Map(told.map(({ id, data = {} }) => [id, String(data.entryKind)]));
}

/** Reports events judged by a rule that the rulebook they name does not contain. */
async function otherRules(reader: Reader): Promise<string[]> {
  const rows = await reader<{ said: string }[]>`
    with recorded as (select left(canonical::jsonb -> 'data' ->> 'fingerprint', 32) as name, canonical::jsonb -> 'data' ->> 'rulesHash' as rules
        from events where subject_type = 'installation' and step = 'record_rulebook'),
      living as (select left(encode(sha256(convert_to(r::text, 'UTF8')), 'hex'), 16) as rule from rules r),
      judged as (select e.subject_type || ' ' || e.subject_id || ' event ' || e.seq as event, e.canonical::jsonb ->> 'rulebook' as name, e.canonical::jsonb ->> 'rule' as rule
        from events e where e.id > (select min(id) from events where step = 'record_rulebook'))
    select event || case when name is null or rule is null then ': names no rulebook'
      when name not in (select r.name from recorded r) then ': was judged by a rulebook that nobody recorded'
      else ': was judged by a rule that its rulebook does not have' end as said
    from judged j where name is null or rule is null or name not in (select r.name from recorded r)
      or name in (select r.name from recorded r where r.rules = (select living_rulebook() ->> 'rules')) and rule not in (select l.rule from living l)
    order by 1`;
  return rows.map(({ said }) => said);
}

/** Reports the parts of the current rulebook that differ from what was recorded last. */
export async function rulebookDifferences(reader: Reader): Promise<string[]> {
  const rows = await reader<{ part: string }[]>`
    select key as part from jsonb_each_text(living_rulebook()) living where value is distinct from (select parts ->> key from rulebook) order by 1`;
  return rows.map(({ part }) => `the living ${part} are not those that were recorded last`);
}
