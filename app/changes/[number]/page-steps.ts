import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { stuckNow } from "@/lib/rules/dead-end";
import { isDraft } from "@/lib/rules/record";
import { tellPlainly } from "@/lib/time/format";
import type { LoadedChange } from "./load";
import { stepsAbove, wayUp } from "./steps-above";
import { valuesFor } from "./values-for";
import { whoIsNext } from "./who-is-next";

/** Steps whose forms are at the top of the page are left out of the list below. */
export function pageSteps({ change, history, subject, offered, person, staff, world, kept, zone }: LoadedChange) {
  // A draft's dead end is shown with the step that would lead into it.
  const stuck = isDraft(change.status) ? null : stuckNow(subject, staff);
  const all: StepsProps = {
    ...{ offered, subject, person, staff, world, kept },
    record: { kind: "change", type: change.type, id: change.id, seq: change.stepSeq },
    isStuck: stuck !== null,
    valuesFor: (step) => valuesFor(step, change, history, zone),
  };
  const above = stepsAbove(change);
  return {
    all,
    below: { ...all, offered: offered.filter(({ step, verdict }) => !verdict.ok || !above.includes(step)) },
    next: whoIsNext(subject, staff, person.personId, (at) => tellPlainly(at, zone)),
    instead: wayUp(above, offered),
    stuck,
  };
}
