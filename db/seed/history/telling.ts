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
/** The same in working hours alone. */
export const atDesk = (least: number, most: number): Wait => ({ least, most, desk: true });

export const nothingDone: Subject["acts"] = Object.fromEntries(acts.map((act) => [act, []]));

/** One change's story while it is told: where it stands, who did what, and what time it is. */
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
    /** Waits are a tenth, and nobody goes home: for what has to end soon. */
    private readonly hurried: boolean,
  ) {
    this.#change = untold("change", type);
  }

  /** The step, after a wait in minutes, by `by` or somebody whom the rulebook names. */
  take(step: Step, wait: Wait, input: object = {}, by?: number): number {
    this.#wait(wait);
    const rule = ruleOf(step, this.#change);
    const person = by ?? this.#somebody(rule, this.#change);
    this.#change = moved(this.#change, rule, person);
    this.steps.push({ subject: "change", step, person, at: this.at, input });
    return person;
  }

  /** The same in the book of the change's incident. */
  takeOnIncident(step: Step, wait: Wait, input: object = {}): void {
    this.#wait(wait);
    const { executor = [] } = this.#change.acts;
    const incident = { ...this.#incident, acts: { ...this.#incident.acts, executor } };
    const rule = ruleOf(step, incident);
    const person = this.#somebody(rule, incident);
    this.#incident = moved(incident, rule, person);
    this.steps.push({ subject: "incident", step, person, at: this.at, input });
  }

  /** A colleague who holds a role: somebody to name in a form. */
  somebody(): number {
    return this.dice.pick(this.people).id;
  }

  #wait({ least, most, desk }: Wait): void {
    const minutes = least + this.dice.draw() * (most - least);
    this.at += Math.round(Math.max(1000, minutes * minute * (this.hurried && most > 60 ? 0.1 : 1)));
    if (desk && !this.hurried) this.at = this.week.deskTime(this.at, this.dice);
  }

  // Mostly somebody who knows it; else whoever holds least, so that the leads are left for what only they may do.
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
