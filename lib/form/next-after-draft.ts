import type { Field } from "@/lib/rules/fields";
import { appliesTo } from "@/lib/rules/judge";
import type { ChangeType } from "@/lib/rules/record";
import { fieldsMeeting, rulesOf, type Step } from "@/lib/rules/rules";

type NextAfterDraft = {
  readonly step: Step;
  /** The fields without which it is refused. */
  readonly fields: readonly Field[];
};

/** The step that leads a new draft of that type on, so that one form can draft a change and take it; undefined where none does. */
export function nextAfterDraft(type: ChangeType): NextAfterDraft | undefined {
  const rule = rulesOf("change").find((row) => row.placement === "next" && appliesTo(row, { type, status: "draft" }));
  return rule && { step: rule.step, fields: (rule.preconditions ?? []).flatMap((name) => fieldsMeeting[name] ?? []) };
}
