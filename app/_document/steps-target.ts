import { takeStep } from "@/app/_steps/actions/actions";
import type { FormTarget } from "@/components/form/posted-form";
import { actionField, stepsPath } from "./next-internals";

/** Where the form of every step is posted. */
export const stepsTarget = (): FormTarget => ({ path: stepsPath, field: actionField(takeStep) });
