import { inputs } from "./attempts";
import { type Begun, begin, followUp } from "./begin";
import { type Chance, chance } from "./chance";
import { designTable } from "./design-table";
import { type Earlier, modelVerdict } from "./model";
import { fromNow } from "./prepare";
import { aText, holdEach, type Kind, lendSome, type State, type Text, type Walker, type Walks } from "./walkers";

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
