import { choice, type Field, type FieldSpec, fields, text } from "./fields";
import { rollbackOutcomes } from "./record";
import type { Step } from "./rules";

/** What `step` takes in `field`: `outcome` has other answers when rolling back, and an emergency is declared in one line. */
export function fieldOf(step: Step, field: Field): FieldSpec {
  if (step === "roll_back" && field === "outcome") return choice(rollbackOutcomes);
  return step === "declare" && field === "what" ? text(1) : fields[field];
}
