import { joinList } from "@/lib/text/join-list";
import { pastActionLabels, roleLabels } from "./labels";
import type { AllowedActor, Rule } from "./rules";

/** Who may take a step: "an operations lead who did not write any of it and did not review it". */
export const describeAllowedActors = (rule: Pick<Rule, "by">): string =>
  [...new Set(rule.by.map(describeAllowedActor))].join(", or ");

function describeAllowedActor(allowedActor: AllowedActor): string {
  if (allowedActor.same === "self") return "the person themselves";
  const roleLabel = allowedActor.role
    ? `${indefiniteArticle(roleLabels[allowedActor.role])} ${roleLabels[allowedActor.role]}`
    : "the person";
  const conditions = [
    ...(allowedActor.same ? [pastActionLabels[allowedActor.same].did] : []),
    ...(allowedActor.not ?? []).map((pastAction) => pastActionLabels[pastAction].not),
  ];
  const routine = allowedActor.when ? " when the change is routine" : "";
  return `${roleLabel}${allowedActor.delegable ? " (or their delegate)" : ""}${conditions.length ? ` who ${joinList(conditions, "and")}` : ""}${routine}`;
}

/** "a" or "an", by the first letter of `word`. */
export const indefiniteArticle = (word: string): string => (/^[aeiou]/.test(word) ? "an" : "a");
