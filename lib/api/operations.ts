import type { Operation, StepOperation } from "./operation";
import { readOperations } from "./read-operations";
import { stepOperations } from "./step-operations";

let made: readonly ((typeof readOperations)[number] | StepOperation)[] | undefined;

/** Everything that the API does. Made once, because making schemas costs many times what they check. */
export function apiOperations() {
  made ??= [...readOperations, ...stepOperations()];
  return made satisfies readonly Operation[];
}
