import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { stuckNow } from "@/lib/rules/dead-end";
import { isDraft } from "@/lib/rules/record";
import { tellPlainly } from "@/lib/time/format";
import type { LoadedChange } from "./load";
import { stepsAbove, wayUp } from "./steps-above";
import { valuesFor } from "./values-for";
import { whoIsNext } from "./who-is-next";

/** The steps of a change's page: all for the forms at its top, and apart from them those that stand below, what is next, and what is stuck. */
export function pageSteps({ change, history, subject, offered, person, staff, world, kept, zone }: LoadedChange) {
  // A draft asks nothing of anybody yet: there it is said with the step that does.
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
