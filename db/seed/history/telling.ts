import { leaves, type Person, type Subject, whoMay } from "@/lib/rules/judge";
import type { ChangeType } from "@/lib/rules/record";
import { acts, type Rule, rulesOf, type Step } from "@/lib/rules/rules";
import type { Dice } from "./dice";
import { minute, type Week } from "./moments";

export type ToldStep = {
  readonly subject: "change" | "incident";
  readonly step: Step;
  readonly person: number;
  readonly at: number;
  readonly input: object;
};

type Wait = { readonly least: number; readonly most: number; readonly desk?: boolean };
export const within = (least: number, most: number): Wait => ({ least, most });
/** The same, moved into working hours. */
export const atDesk = (least: number, most: number): Wait => ({ least, most, desk: true });

export const nothingDone: Subject["acts"] = Object.fromEntries(acts.map((act) => [act, []]));

/** Builds the steps of one change. Tracks status, past actions and time, so that every step is one the rulebook allows. */
export class Telling {
  readonly steps: ToldStep[] = [];
  #change: Subject;
  #incident = untold("incident", "");

  constructor(
    readonly type: ChangeType,
    public at: number,
    readonly dice: Dice,
    private readonly people: readonly Person[],
    private readonly week: Week,
    /** Delays are a tenth and ignore working hours, for changes that must end soon. */
    private readonly hurried: boolean,
  ) {
    this.#change = untold("change", type);
  }

  /** Adds a step after a delay in minutes, by `by` or a random person whom the rulebook allows. Returns the person. */
  take(step: Step, wait: Wait, input: object = {}, by?: number): number {
    this.#wait(wait);
    const rule = ruleOf(step, this.#change);
    const person = by ?? this.#somebody(rule, this.#change);
    this.#change = moved(this.#change, rule, person);
    this.steps.push({ subject: "change", step, person, at: this.at, input });
    return person;
  }

  /** The same for the change's incident. */
  takeOnIncident(step: Step, wait: Wait, input: object = {}): void {
    this.#wait(wait);
    const { executor = [] } = this.#change.acts;
    const incident = { ...this.#incident, acts: { ...this.#incident.acts, executor } };
    const rule = ruleOf(step, incident);
    const person = this.#somebody(rule, incident);
    this.#incident = moved(incident, rule, person);
    this.steps.push({ subject: "incident", step, person, at: this.at, input });
  }

  /** A random person, to name in a form. */
  somebody(): number {
    return this.dice.pick(this.people).id;
  }

  #wait({ least, most, desk }: Wait): void {
    const minutes = least + this.dice.draw() * (most - least);
    this.at += Math.round(Math.max(1000, minutes * minute * (this.hurried && most > 60 ? 0.1 : 1)));
    if (desk && !this.hurried) this.at = this.week.deskTime(this.at, this.dice);
  }

  // Mostly somebody already involved; else one with the fewest roles, so that leads remain available for steps that only they may take.
  #somebody(rule: Rule, subject: Subject): number {
    const able = whoMay(rule, subject, this.people);
    const { latest_author = [], executor = [] } = subject.acts;
    const familiar = able.filter(({ id }) => latest_author.includes(id) || executor.includes(id));
    if (familiar.length > 0 && this.dice.chance(0.8)) return this.dice.pick(familiar).id;
    const least = Math.min(...able.map(({ roles }) => roles.length));
    return this.dice.pick(able.filter(({ roles }) => roles.length === least)).id;
  }
}

function untold(kind: "change" | "incident", type: ChangeType | ""): Subject {
  const first = rulesOf(kind).find((rule) => begins(rule, type));
  if (!first || first.to === "same") throw new Error(`No rule makes a ${type} ${kind}.`);
  return { kind, type, name: "", status: first.to, acts: nothingDone, facts: {} };
}

const begins = (rule: Rule, type: ChangeType | "") =>
  rule.from === "new" && (!rule.types || rule.types.some((one) => one === type));

function ruleOf(step: Step, subject: Subject): Rule {
  const fits = (rule: Rule) => begins(rule, subject.type) || leaves(rule, subject);
  const rule = rulesOf(subject.kind).find((rule) => rule.step === step && fits(rule));
  if (!rule) throw new Error(`No rule takes "${step}" from "${subject.status}" of a ${subject.type} ${subject.kind}.`);
  return rule;
}

function moved(subject: Subject, { to, makes = [], does = [] }: Rule, person: number): Subject {
  const reopened = does.includes("reopens") ? { reviewer: [], approver: [] } : {};
  const done = { ...subject.acts, ...reopened };
  for (const act of makes) done[act] = act === "latest_author" ? [person] : [...(done[act] ?? []), person];
  return { ...subject, status: to === "same" ? subject.status : to, acts: done };
}
