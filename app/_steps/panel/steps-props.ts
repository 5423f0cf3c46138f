import type { SessionUser } from "@/app/_request/session";
import type { FormDraft } from "@/app/_steps/form-draft";
import type { FormOptions } from "@/components/form/control";
import type { FormValues } from "@/lib/form/form-values";
import type { Actor, RecordState, StepOffer } from "@/lib/rules/judge";
import type { ChangeType, RecordType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import type { StepFormWithDraftProps } from "./step-form-with-draft";

/** Fields for which the page has its own layout. */
export type CustomFields = Pick<StepFormWithDraftProps, "children" | "omittedFields" | "optionalFields">;

export type StepsProps = {
  record: { readonly kind: RecordType; readonly type: ChangeType | ""; readonly id: number; readonly seq: number };
  offered: readonly StepOffer[];
  recordState: RecordState;
  person: SessionUser;
  staff: readonly Actor[];
  formOptions: FormOptions;
  formDraft: FormDraft | null;
  /** Whether the page already warns of a dead end. */
  saysDeadEnd?: boolean;
  initialValues: (step: Step) => FormValues;
  customFieldsOf?: (step: Step) => CustomFields | undefined;
};
