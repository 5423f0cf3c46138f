import type { StepsProps } from "@/app/_steps/panel/steps-props";
import { findDeadEnd } from "@/lib/rules/dead-end";
import { isDraft } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import { formatDateTime } from "@/lib/time/format";
import { initialStepValues } from "./initial-step-values";
import type { LoadedChange } from "./load";
import { nextStepSentence } from "./next-step-sentence";
import { schedulingFields } from "./scheduling-fields";
import { topStepLink, topStepsOf } from "./top-steps";

/** Steps whose forms are at the top of the page are left out of the list below. */
export function pageSteps(loaded: LoadedChange) {
  const { change, recordState, offered, person, staff, formOptions, formDraft, zone } = loaded;
  // A draft's dead end is shown with the step that would lead into it.
  const deadEnd = isDraft(change.status) ? null : findDeadEnd(recordState, staff);
  const initialValues = (step: Step) => initialStepValues(step, loaded);
  const all: StepsProps = {
    ...{ offered, recordState, person, staff, formOptions, formDraft },
    record: { kind: "change", type: change.type, id: change.id, seq: change.stepSeq },
    saysDeadEnd: deadEnd !== null,
    initialValues,
    customFieldsOf: (step) => schedulingFields(step, initialValues(step), loaded),
  };
  const topSteps = topStepsOf(change);
  return {
    all,
    below: { ...all, offered: offered.filter(({ step, verdict }) => !verdict.ok || !topSteps.includes(step)) },
    next: nextStepSentence(recordState, staff, person.personId, (at) => formatDateTime(at, zone)),
    fallback: topStepLink(topSteps, offered),
    deadEnd,
  };
}
