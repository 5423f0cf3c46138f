import { mayTake, type Person, type Subject } from "./judge";
import { whoCan, whoSentence } from "./refusals";
import { bookOf, type ChangeStep } from "./rules";

/** Whether `actor` may make a change by `step`. */
export const mayMake = (step: ChangeStep, actor: Person): boolean => {
  const rule = bookOf("change", step);
  return rule !== undefined && mayTake(rule, unmade, actor);
};

/** Who makes a change by `step`, and who of `people` can, as sentences. */
export function whoMakes(step: ChangeStep, people: readonly Person[]): string {
  const rule = bookOf("change", step);
  return rule ? `${whoSentence(rule)} ${whoCan(rule, unmade, people)}` : "";
}

/** A change that is yet to be made: nobody did anything to it. */
export const unmade: Subject = { kind: "change", type: "", name: "A new change", status: "draft", acts: {}, facts: {} };

/** Whether `actor` may register a system. */
export const mayRegister = (actor: Person): boolean => {
  const rule = bookOf("system", "register");
  return rule !== undefined && mayTake(rule, { ...unmade, kind: "system" }, actor);
};

/** Whether `actor` may give an approved change its window, and move a window that is given; needs and acts aside. */
export const mayPlan = (actor: Person): { readonly maySchedule: boolean; readonly mayMove: boolean } => {
  const may = (step: ChangeStep) => {
    const rule = bookOf("change", step);
    return rule !== undefined && mayTake(rule, { ...unmade, type: "normal" }, actor);
  };
  return { maySchedule: may("schedule"), mayMove: may("reschedule") };
};

/** Whether `actor` may place a freeze. */
export const mayFreeze = (actor: Person): boolean => {
  const rule = bookOf("freeze", "place_freeze");
  return rule !== undefined && mayTake(rule, { ...unmade, kind: "freeze" }, actor);
};

/** Who places freezes, and who of `people` can, as sentences. */
export function whoFreezes(people: readonly Person[]): string {
  const rule = bookOf("freeze", "place_freeze");
  return rule ? `${whoSentence(rule)} ${whoCan(rule, { ...unmade, kind: "freeze" }, people)}` : "";
}

/** Whether `actor` may place shifts and take over being on call. */
export const mayRoster = (actor: Person): boolean => {
  const rule = bookOf("roster", "place_shifts");
  return rule !== undefined && mayTake(rule, { ...unmade, kind: "roster" }, actor);
};

/** Who places shifts, and who of `people` can, as sentences. */
export function whoRosters(people: readonly Person[]): string {
  const rule = bookOf("roster", "place_shifts");
  return rule ? `${whoSentence(rule)} ${whoCan(rule, { ...unmade, kind: "roster" }, people)}` : "";
}

/** Whether `actor` may have something sent again. */
export const maySendAgain = (actor: Person): boolean => {
  const rule = bookOf("delivery", "send_again");
  return rule !== undefined && mayTake(rule, { ...unmade, kind: "delivery" }, actor);
};

/** Who has things sent again, and who of `people` can, as sentences. */
export function whoSendsAgain(people: readonly Person[]): string {
  const rule = bookOf("delivery", "send_again");
  return rule ? `${whoSentence(rule)} ${whoCan(rule, { ...unmade, kind: "delivery" }, people)}` : "";
}
