import { type Actor, isDelegate, judge, type RecordState } from "@/lib/rules/judge";
import { type ChangeStatus, openStatuses } from "@/lib/rules/record";
import { actsAs, isReadOnly } from "@/lib/rules/roles";
import { type AllowedActor, type ChangeStep, rulebook } from "@/lib/rules/rules";
import { waitingHeadings } from "@/lib/rules/step-placement";

/** What a person can do now, in the order in which it is urgent: each group's heading and the steps that put a change into it. */
export const waitingGroups: readonly { readonly heading: string; readonly steps: readonly ChangeStep[] }[] =
  waitingHeadings.map((heading) => ({
    heading,
    steps: [...new Set(rulebook.change.flatMap((row) => ("waits" in row && row.waits === heading ? [row.step] : [])))],
  }));

/** The heading under which `subject` waits for `actor`; null when none of their steps advances it now. A draft waits for its author alone. */
export const waitingHeadingOf = (record: RecordState, actor: Actor): string | null =>
  record.status === "draft" && !record.pastActions.latest_author?.includes(actor.id)
    ? null
    : firstWaitingHeading(record, actor);

const firstWaitingHeading = (record: RecordState, actor: Actor): string | null =>
  waitingGroups.find(({ steps }) => steps.some((step) => judge(step, record, actor).ok))?.heading ?? null;

/** The statuses that a step leaves for which changes wait, and which the person's roles, or those delegated to them, may allow. */
export function actionableStatuses(actor: Actor): readonly ChangeStatus[] {
  if (isReadOnly(actor.roles)) return [];
  const rules = rulebook.change.filter(
    (rule) => "waits" in rule && rule.by.some((allowed) => mayAllow(allowed, actor)),
  );
  return openStatuses.filter((status) => rules.some(({ from }) => Array.isArray(from) && from.includes(status)));
}

const mayAllow = ({ role, delegable }: AllowedActor, actor: Actor): boolean =>
  !role || actsAs(actor.roles, role) || (delegable === true && isDelegate(actor));
