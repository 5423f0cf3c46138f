import { type Actor, appliesTo, eligibleActors, type RecordState } from "@/lib/rules/judge";
import type { ChangeType } from "@/lib/rules/record";
import { pastActions, type Rule, rulesOf, type Step } from "@/lib/rules/rules";
import type { SeededRandom } from "./seeded-random";
import { msPerMinute, type WorkingWeek } from "./working-week";

export type StoryStep = {
  readonly recordType: "change" | "incident";
  readonly step: Step;
  readonly personId: number;
  readonly at: number;
  readonly input: object;
};

type Delay = { readonly minMinutes: number; readonly maxMinutes: number; readonly workingHoursOnly?: boolean };
export const delay = (least: number, most: number): Delay => ({ minMinutes: least, maxMinutes: most });
/** The same, moved into working hours. */
export const delayInWorkingHours = (least: number, most: number): Delay => ({
  minMinutes: least,
  maxMinutes: most,
  workingHoursOnly: true,
});

export const noPastActions: RecordState["pastActions"] = Object.fromEntries(pastActions.map((act) => [act, []]));

/** Builds the steps of one change. Tracks status, past actions and time, so that every step is one the rulebook allows. */
export class StoryBuilder {
  readonly steps: StoryStep[] = [];
  #change: RecordState;
  #incident = newRecord("incident", "");

  constructor(
    readonly type: ChangeType,
    public at: number,
    readonly random: SeededRandom,
    private readonly people: readonly Actor[],
    private readonly workingWeek: WorkingWeek,
    /** Delays are a tenth and ignore working hours, for changes that must end soon. */
    private readonly isHurried: boolean,
  ) {
    this.#change = newRecord("change", type);
  }

  /** Adds a step after a delay in minutes, by `by` or a random person whom the rulebook allows. Returns the person. */
  addStep(step: Step, wait: Delay, input: object = {}, by?: number): number {
    this.#advanceClock(wait);
    const rule = findRule(step, this.#change);
    const person = by ?? this.#pickActor(rule, this.#change);
    this.#change = applyRule(this.#change, rule, person);
    this.steps.push({ recordType: "change", step, personId: person, at: this.at, input });
    return person;
  }

  /** The same for the change's incident. */
  addIncidentStep(step: Step, wait: Delay, input: object = {}): void {
    this.#advanceClock(wait);
    const { executor = [] } = this.#change.pastActions;
    const incident = { ...this.#incident, pastActions: { ...this.#incident.pastActions, executor } };
    const rule = findRule(step, incident);
    const person = this.#pickActor(rule, incident);
    this.#incident = applyRule(incident, rule, person);
    this.steps.push({ recordType: "incident", step, personId: person, at: this.at, input });
  }

  /** A random person, to name in a form. */
  pickPerson(): number {
    return this.random.pick(this.people).id;
  }

  #advanceClock({ minMinutes, maxMinutes, workingHoursOnly }: Delay): void {
    const minutes = minMinutes + this.random.next() * (maxMinutes - minMinutes);
    this.at += Math.round(Math.max(1000, minutes * msPerMinute * (this.isHurried && maxMinutes > 60 ? 0.1 : 1)));
    if (workingHoursOnly && !this.isHurried) this.at = this.workingWeek.nextWorkingTime(this.at, this.random);
  }

  // Mostly somebody already involved; else one with the fewest roles, so that leads remain available for steps that only they may take.
  #pickActor(rule: Rule, recordState: RecordState): number {
    const able = eligibleActors(rule, recordState, this.people);
    const { latest_author = [], executor = [] } = recordState.pastActions;
    const familiar = able.filter(({ id }) => latest_author.includes(id) || executor.includes(id));
    if (familiar.length > 0 && this.random.chance(0.8)) return this.random.pick(familiar).id;
    const least = Math.min(...able.map(({ roles }) => roles.length));
    return this.random.pick(able.filter(({ roles }) => roles.length === least)).id;
  }
}

function newRecord(kind: "change" | "incident", type: ChangeType | ""): RecordState {
  const first = rulesOf(kind).find((rule) => createsRecord(rule, type));
  if (!first || first.to === "same") throw new Error(`No rule makes a ${type} ${kind}.`);
  return { recordType: kind, type, name: "", status: first.to, pastActions: noPastActions, checks: {} };
}

const createsRecord = (rule: Rule, type: ChangeType | "") =>
  rule.from === "new" && (!rule.types || rule.types.some((one) => one === type));

function findRule(step: Step, recordState: RecordState): Rule {
  const fits = (rule: Rule) => createsRecord(rule, recordState.type) || appliesTo(rule, recordState);
  const rule = rulesOf(recordState.recordType).find((rule) => rule.step === step && fits(rule));
  if (!rule)
    throw new Error(
      `No rule takes "${step}" from "${recordState.status}" of a ${recordState.type} ${recordState.recordType}.`,
    );
  return rule;
}

function applyRule(recordState: RecordState, { to, makes = [], effects = [] }: Rule, person: number): RecordState {
  const reopened = effects.includes("reopens") ? { reviewer: [], approver: [] } : {};
  const done = { ...recordState.pastActions, ...reopened };
  for (const act of makes) done[act] = act === "latest_author" ? [person] : [...(done[act] ?? []), person];
  return { ...recordState, status: to === "same" ? recordState.status : to, pastActions: done };
}
