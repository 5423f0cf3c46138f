import type { SignedIn } from "@/testing/people";
import { step } from "@/testing/steps";
import { approvedEntry, type World } from "@/testing/world";
import { inputs } from "./attempts";
import { type Chance, chance } from "./chance";
import type { crowd } from "./crowd";
import { designTable } from "./design-table";
import { type Earlier, type ModelLender, type ModelSubject, modelVerdict } from "./model";
import { fromNow } from "./prepare";

type Kind = "standard" | "normal" | "routine" | "emergency";
type Walker = SignedIn & { readonly roles: readonly string[]; readonly lenders?: readonly ModelLender[] };
type State = ModelSubject & {
  readonly incident: "none" | "open" | "investigated" | "closed";
  readonly told: boolean;
  /** Which of what, why and the rollback plan say nothing since they were redacted. */
  readonly gone: readonly string[];
  readonly windowEnd: number;
  /** An emergency that has its category beside its system, or was ruled out of scope. */
  readonly inScope: boolean;
};

export type Walks = {
  readonly world: World;
  readonly ask: ReturnType<typeof crowd>["ask"];
  readonly people: readonly SignedIn[];
};

const everyRole = ["operator", "reviewer", "ops_lead", "auditor"];
const steps = [...new Set(designTable.change.map(({ step }) => step))].filter(
  (step) => step !== "draft" && step !== "declare",
);

/**
 * One change, of chance's type, on a system of its own: everybody with chance's roles tries chance's steps, and the model
 * says each time what must come of it. Gives back where the database said something else.
 */
export async function walk({ world, ask, people }: Walks, seed: number, length: number): Promise<string[]> {
  const luck = chance(seed);
  const held = people.map((person) => ({
    ...person,
    roles: luck.some(everyRole).filter((role) => role !== "auditor" || luck.next() < 0.3),
  }));
  await holdEach(world, held);
  const walkers = seed % 4 === 1 ? await lendSome(world, held, chance(-seed)) : held;
  const kind = luck.of<Kind>(["standard", "normal", "normal", "routine", "emergency"]);
  const begun = await begin({ world, ask, people }, kind, walkers, luck, seed);
  return typeof begun === "string"
    ? [begun]
    : begun
      ? attempts({ world, ask, people }, begun, walkers, luck, length, seed)
      : [];
}

async function attempts(
  { world, ask }: Walks,
  begun: Begun,
  walkers: readonly Walker[],
  luck: Chance,
  length: number,
  seed: number,
): Promise<string[]> {
  const wrong: string[] = [];
  let state = begun.state;
  for (let place = 0; place < length; place += 1) {
    const { who, step } = chosen(state, walkers, luck);
    const windowEnd = state.windowEnd + 1;
    const target = step === "redact" ? await aText(world, "change", begun.id, luck) : null;
    const input = target ? { redacted: target.id, reason: "In words." } : inputOf(step, state, windowEnd, luck);
    const expected = expectedOf(step, state, who, input);
    const said = await ask({ token: who.token, id: begun.id, step, input });
    if (said !== expected)
      wrong.push(
        `seed ${seed}: ${step} on ${state.type} ${state.status} by ${who.roles.join("+") || "nobody"} was ${said}, not ${expected}`,
      );
    if (said === "taken") state = moved({ ...state, ...afterInput(state, step, input, target) }, step, who, windowEnd);
    if (state.incident !== "none" && luck.next() < 0.4) state = await followUp({ world, ask }, begun.id, state, luck);
  }
  return wrong;
}

// Mostly what leads on, seldom what leads back or ends the walk, sometimes anything at all.
function chosen(state: State, walkers: readonly Walker[], luck: Chance): { who: Walker; step: string } {
  const anything = { who: luck.of(walkers), step: luck.of(steps) };
  if (luck.next() < 0.3) return anything;
  const wanted = luck.next() < 0.15 ? steps : steps.filter((step) => !leadsBack.includes(step));
  const lawful = wanted.flatMap((step) =>
    walkers
      .filter((who) => modelVerdict(step, state, who.id, who.roles, who.lenders) === "taken")
      .map((who) => ({ who, step })),
  );
  const step = lawful.length > 0 ? luck.of([...new Set(lawful.map((one) => one.step))]) : "";
  return step ? luck.of(lawful.filter((one) => one.step === step)) : anything;
}

const leadsBack = [
  "cancel",
  "reject",
  "revise",
  "send_back",
  "call_off",
  "take_over",
  "return",
  "edit",
  "note",
  "fail",
  "redact",
];

function expectedOf(step: string, state: State, who: Walker, input: object): string {
  const verdict = modelVerdict(step, state, who.id, who.roles, who.lenders);
  if (verdict !== "taken") return verdict;
  if (step === "approve_routine" && !state.routine) return "entry_routine";
  if ((step === "submit" || (step === "document" && state.type === "standard")) && state.gone.length > 0)
    return "facts_written";
  if (step === "document" && state.type === "emergency" && !state.inScope && !("category" in input))
    return "system_registered";
  if (step !== "settle" && step !== "review_after") return "taken";
  if (state.incident !== "none" && state.incident !== "closed") return "incident_closed";
  return state.incident === "closed" && !state.told ? "alert_delivered" : "taken";
}

function moved(state: State, step: string, who: Walker, windowEnd: number): State {
  const row = designTable.change.find(
    (one) =>
      one.step === step &&
      one.types.includes(state.type) &&
      (one.from.includes("any") || one.from.includes(state.status)),
  );
  const status = !row || row.to === "same" ? state.status : row.to;
  const did: Earlier = { step, by: who.id, revision: state.revision };
  return {
    ...state,
    status,
    windowEnd,
    earlier: [...state.earlier, did],
    revision: state.revision + (step === "send_back" || step === "revise" ? 1 : 0),
    ...(step === "fail" && { incident: "open" as const, told: false }),
  };
}

const factsLost = ["what", "why", "rollbackPlan"];

// A fact that is redacted says nothing until it is written again.
function goneAfter({ gone }: State, input: object, target: Text | null): readonly string[] {
  const filled = [...Object.keys(input), ...("entryValues" in input ? ["what", "rollbackPlan"] : [])];
  const still = gone.filter((field) => !filled.includes(field));
  return target?.isCurrent && factsLost.includes(target.field) ? [...still, target.field] : still;
}

const afterInput = (state: State, step: string, input: object, target: Text | null) => ({
  gone: goneAfter(state, input, target),
  inScope: state.inScope || step === "rule_out_of_scope" || "category" in input,
});

type Text = { readonly id: number; readonly field: string; readonly isCurrent: boolean };

/** A text of the record by chance, of those that are not redacted: there is always one, as each redaction gives a reason. */
async function aText({ owner }: World, subject: string, id: number, luck: Chance): Promise<Text> {
  const texts = await owner<Text[]>`
    select t.id, t.field, exists (select from changes c where ${subject} = 'change' and c.id = ${id} and t.id in (c.what_text, c.why_text, c.rollback_plan_text)) as "isCurrent"
    from texts t join events e on e.id = t.event_id where e.subject_type = ${subject} and e.subject_id = ${id} and t.text is not null order by t.id`;
  return luck.of(texts);
}

function inputOf(step: string, { type, routine, gone }: State, windowEnd: number, luck: Chance): object {
  if (step === "edit" && gone.length > 0 && luck.next() < 0.7)
    return type === "standard" || routine
      ? { why: "Other words.", entryValues: { name: "walked" } }
      : Object.fromEntries(gone.map((field) => [field, "Other words."]));
  if (step === "document" && type === "emergency" && luck.next() < 0.4) {
    const { category: _, ...without } = { category: "", ...inputs(type).document };
    return without;
  }
  if (step === "extend") return { windowEnd: fromNow(windowEnd), reason: "In words." };
  if (step.includes("schedule"))
    return { ...inputs(type)[step], windowStart: fromNow(-1), windowEnd: fromNow(windowEnd) };
  if (step === "edit" && luck.next() < 0.5)
    return { why: "Other words.", impact: luck.of(["", "Some."]), expectedMinutes: luck.of(["", 5, 60]), links: null };
  if (step === "roll_back")
    return {
      outcome: luck.of(["complete", "partial", "impossible"]),
      actual: "In words.",
      endedAt: luck.of(["", fromNow(0).replace(/\.\d+Z/, "Z")]),
    };
  return inputs(type)[step] ?? {};
}

type Begun = { readonly id: number; readonly state: State };

async function begin(
  { world, ask }: Walks,
  kind: Kind,
  walkers: readonly Walker[],
  luck: Chance,
  seed: number,
): Promise<Begun | string | null> {
  const who = luck.of(walkers);
  const [{ id: system = 0 } = {}] = await world.owner<{ id: number }[]>`
    insert into events (subject_type, step, person_id, loaded, received_at, input)
    values ('system', 'register', ${world.operator.id}, true, windlass_now(), ${JSON.stringify({ name: `system ${seed}`, client: "Walks" })}::text::jsonb) returning subject_id as id`;
  const systems = [system];
  const entry = kind === "standard" || kind === "routine" ? await approvedEntry(world, world, kind, systems) : 0;
  const catalogued = { title: "Walked", why: "In words.", entry, entryValues: { name: "walk" }, systems };
  const drafts: Record<Kind, object> = {
    standard: { ...catalogued, type: "standard" },
    routine: { ...catalogued, type: "normal" },
    normal: {
      type: "normal",
      title: "Walked",
      systems,
      what: "In words.",
      why: "In words.",
      rollbackPlan: "In words.",
      reversible: luck.of([true, false]),
    },
    emergency: { trigger: "restore_service", what: "In words.", systems },
  };
  const step = kind === "emergency" ? "declare" : "draft";
  const said = await ask({ token: who.token, id: null, step, input: drafts[kind] });
  const allowed = !who.roles.includes("auditor") && who.roles.length > 0;
  if (said !== (allowed ? "taken" : "who"))
    return `seed ${seed}: ${step} by ${who.roles.join("+") || "nobody"} was ${said}`;
  if (said !== "taken") return null;
  const [{ id = 0 } = {}] = await world.owner<{ id: number }[]>`select max(id) as id from changes`;
  const type = kind === "routine" ? "normal" : kind;
  const earlier = [{ step, by: who.id, revision: 1 }];
  return {
    id,
    state: {
      book: "change",
      type,
      status: step === "draft" ? "draft" : "in_progress",
      revision: 1,
      routine: kind === "routine",
      earlier,
      incident: "none",
      told: true,
      gone: [],
      windowEnd: 60,
      inScope: false,
    },
  };
}

// Somebody else follows the incident up, so that what a walk can settle is settled.
async function followUp(
  { world }: Pick<Walks, "world" | "ask">,
  change: number,
  state: State,
  luck: Chance,
): Promise<State> {
  const tell = (step: string, by: SignedIn, input: object, at: readonly string[]) => world.owner`
    insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
    select 'incident', id, ${step}, ${by.id}, true, windlass_now(), ${JSON.stringify(input)}::text::jsonb from incidents where change_id = ${change} and status = any (${[...at]})`;
  if (!state.told && luck.next() < 0.5) {
    await tell("attest", world.lead, { channel: "phone", reason: "Slack is away." }, [
      "open",
      "investigated",
      "closed",
    ]);
    return { ...state, told: true };
  }
  if (state.incident !== "open" && luck.next() < 0.3) {
    await answerOne(world, change, luck);
    return state;
  }
  if (state.incident === "closed") return state;
  if (state.incident === "open") {
    await tell(
      "investigate",
      world.operator,
      { rootCause: "Unknown.", findings: [{ finding: "It was wrong.", owner: world.operator.id, due: "2030-01-01" }] },
      ["open"],
    );
    return { ...state, incident: "investigated" };
  }
  await tell("close_incident", world.reviewer, {}, ["investigated"]);
  return { ...state, incident: "closed" };
}

/** Answers an open finding of one of the change's incidents, if there is one, and then redacts a text of that incident. */
async function answerOne(world: World, change: number, luck: Chance): Promise<void> {
  const open = await world.owner<{ id: number; incident: number }[]>`
    select f.id, f.incident_id as incident from findings f join incidents i on i.id = f.incident_id
    where i.change_id = ${change} and f.answered_at is null order by f.id`;
  if (open.length === 0) return;
  const { id, incident } = luck.of(open);
  await step(world.app, world.operator, "incident", incident, "answer", { finding: id, answer: "In words." });
  const { id: redacted } = await aText(world, "incident", incident, luck);
  await step(world.app, world.lead, "incident", incident, "redact", { redacted, reason: "In words." });
}

// In some walks leads lend their role to operators, who may take part themselves; what was lent in others is over.
async function lendSome(world: World, walkers: readonly Walker[], luck: Chance): Promise<readonly Walker[]> {
  const isLead = ({ roles }: Walker) => roles.includes("ops_lead") && !roles.includes("auditor");
  const isOperator = ({ roles }: Walker) =>
    roles.length > 0 && !roles.includes("ops_lead") && !roles.includes("auditor");
  const lent: Walker[] = [];
  for (const walker of walkers) {
    const lenders = isOperator(walker) ? luck.some(walkers.filter(isLead)) : [];
    for (const { token } of lenders)
      await step(world.app, { token }, "delegation", null, "delegate", {
        delegate: walker.id,
        windowEnd: fromNow(60),
        reason: "In words.",
      });
    lent.push(lenders.length > 0 ? { ...walker, roles: [...walker.roles, "delegate"], lenders } : walker);
  }
  return lent;
}

const holdEach = (world: World, walkers: readonly Walker[]) =>
  world.owner.begin(async (tx) => {
    for (const { id, roles } of walkers) {
      await tx`insert into events (subject_type, subject_id, step, person_id, loaded, received_at, input)
        select 'delegation', d.id, 'end_delegation', ${world.lead.id}, true, windlass_now(), '{"reason": "Over."}' from delegations d
        where d.delegate_id = ${id} and d.ended_at is null`;
      await tx`delete from person_roles where person_id = ${id} and role <> all (${[...roles]})`;
      await tx`insert into person_roles (person_id, role, since) select ${id}, r, now() from unnest(${[...roles]}::text[]) r on conflict do nothing`;
    }
  });
