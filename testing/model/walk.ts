import { inputs } from "./attempts";
import { beginWalk, followUp, type StartedWalk } from "./begin-walk";
import { designTable } from "./design-table";
import { type Earlier, modelVerdict } from "./model";
import { fromNow } from "./prepare";
import { type SeededRandom, seededRandom } from "./seeded-random";
import {
  delegateSome,
  type Kind,
  type RecordText,
  randomText,
  setRolesOfEach,
  type WalkActor,
  type WalkContext,
  type WalkState,
} from "./walkers";

const everyRole = ["operator", "reviewer", "ops_lead", "auditor"];
const steps = [...new Set(designTable.change.map(({ step }) => step))].filter(
  (step) => step !== "draft" && step !== "declare",
);

/**
 * One change, of chance's type, on a system of its own: everybody with chance's roles tries chance's steps, and the model
 * says each time what must come of it. Gives back where the database said something else.
 */
export async function walk({ fixture, ask, people }: WalkContext, seed: number, length: number): Promise<string[]> {
  const random = seededRandom(seed);
  const held = people.map((person) => ({
    ...person,
    roles: random.some(everyRole).filter((role) => role !== "auditor" || random.next() < 0.3),
  }));
  await setRolesOfEach(fixture, held);
  const walkers = seed % 4 === 1 ? await delegateSome(fixture, held, seededRandom(-seed)) : held;
  const kind = random.of<Kind>(["standard", "normal", "normal", "routine", "emergency"]);
  const started = await beginWalk({ fixture, ask, people }, kind, walkers, random, seed);
  return typeof started === "string"
    ? [started]
    : started
      ? attempts({ fixture, ask, people }, started, walkers, random, length, seed)
      : [];
}

async function attempts(
  { fixture, ask }: WalkContext,
  started: StartedWalk,
  walkers: readonly WalkActor[],
  random: SeededRandom,
  length: number,
  seed: number,
): Promise<string[]> {
  const wrong: string[] = [];
  let state = started.state;
  for (let index = 0; index < length; index += 1) {
    const { who, step } = chooseStep(state, walkers, random);
    const windowEnd = state.windowEnd + 1;
    const target = step === "redact" ? await randomText(fixture, "change", started.id, random) : null;
    const input = target ? { redacted: target.id, reason: "In words." } : inputOf(step, state, windowEnd, random);
    const expected = expectedOf(step, state, who, input);
    const outcome = await ask({ token: who.token, id: started.id, step, input });
    if (outcome !== expected)
      wrong.push(
        `seed ${seed}: ${step} on ${state.type} ${state.status} by ${who.roles.join("+") || "nobody"} was ${outcome}, not ${expected}`,
      );
    if (outcome === "taken")
      state = stateAfter({ ...state, ...afterInput(state, step, input, target) }, step, who, windowEnd);
    if (state.incident !== "none" && random.next() < 0.4)
      state = await followUp({ fixture, ask }, started.id, state, random);
  }
  return wrong;
}

// Mostly what leads on, seldom what leads back or ends the walk, sometimes anything at all.
function chooseStep(
  state: WalkState,
  walkers: readonly WalkActor[],
  random: SeededRandom,
): { who: WalkActor; step: string } {
  const anything = { who: random.of(walkers), step: random.of(steps) };
  if (random.next() < 0.3) return anything;
  const candidates = random.next() < 0.15 ? steps : steps.filter((step) => !backwardSteps.includes(step));
  const lawful = candidates.flatMap((step) =>
    walkers
      .filter((who) => modelVerdict(step, state, who.id, who.roles, who.delegators) === "taken")
      .map((who) => ({ who, step })),
  );
  const step = lawful.length > 0 ? random.of([...new Set(lawful.map((one) => one.step))]) : "";
  return step ? random.of(lawful.filter((one) => one.step === step)) : anything;
}

const backwardSteps = [
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

function expectedOf(step: string, state: WalkState, who: WalkActor, input: object): string {
  const verdict = modelVerdict(step, state, who.id, who.roles, who.delegators);
  if (verdict !== "taken") return verdict;
  if (step === "approve_routine" && !state.routine) return "entry_routine";
  if ((step === "submit" || (step === "document" && state.type === "standard")) && state.redactedFacts.length > 0)
    return "facts_written";
  if (step === "document" && state.type === "emergency" && !state.inScope && !("category" in input))
    return "system_registered";
  if (step !== "settle" && step !== "review_after") return "taken";
  if (state.incident !== "none" && state.incident !== "closed") return "incident_closed";
  return state.incident === "closed" && !state.isTeamAlerted ? "alert_delivered" : "taken";
}

function stateAfter(state: WalkState, step: string, who: WalkActor, windowEnd: number): WalkState {
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
    ...(step === "fail" && { incident: "open" as const, isTeamAlerted: false }),
  };
}

const redactableFacts = ["what", "why", "rollbackPlan"];

// A fact that is redacted says nothing until it is written again.
function redactedFactsAfter({ redactedFacts }: WalkState, input: object, target: RecordText | null): readonly string[] {
  const filled = [...Object.keys(input), ...("entryValues" in input ? ["what", "rollbackPlan"] : [])];
  const still = redactedFacts.filter((field) => !filled.includes(field));
  return target?.isCurrent && redactableFacts.includes(target.field) ? [...still, target.field] : still;
}

const afterInput = (state: WalkState, step: string, input: object, target: RecordText | null) => ({
  redactedFacts: redactedFactsAfter(state, input, target),
  inScope: state.inScope || step === "rule_out_of_scope" || "category" in input,
});

function inputOf(
  step: string,
  { type, routine, redactedFacts }: WalkState,
  windowEnd: number,
  random: SeededRandom,
): object {
  if (step === "edit" && redactedFacts.length > 0 && random.next() < 0.7)
    return type === "standard" || routine
      ? { why: "Other words.", entryValues: { name: "walked" } }
      : Object.fromEntries(redactedFacts.map((field) => [field, "Other words."]));
  if (step === "document" && type === "emergency" && random.next() < 0.4) {
    const { category: _, ...without } = { category: "", ...inputs(type).document };
    return without;
  }
  if (step === "extend") return { windowEnd: fromNow(windowEnd), reason: "In words." };
  if (step.includes("schedule"))
    return { ...inputs(type)[step], windowStart: fromNow(-1), windowEnd: fromNow(windowEnd) };
  if (step === "edit" && random.next() < 0.5)
    return {
      why: "Other words.",
      impact: random.of(["", "Some."]),
      expectedMinutes: random.of(["", 5, 60]),
      links: null,
    };
  if (step === "roll_back")
    return {
      outcome: random.of(["complete", "partial", "impossible"]),
      actual: "In words.",
      endedAt: random.of(["", fromNow(0).replace(/\.\d+Z/, "Z")]),
    };
  return inputs(type)[step] ?? {};
}
