import type { ChangeStatus } from "@/lib/rules/record";
import { isReserving } from "@/lib/rules/record";
import { rulesOf, type Step } from "@/lib/rules/rules";
import { formatRange } from "@/lib/time/format";

/** The steps after which a window is at another time. */
export const movingSteps: readonly Step[] = [
  ...new Set(rulesOf("change").flatMap(({ step, inputs = [] }) => (inputs.includes("windowEnd*") ? [step] : []))),
];

/** A window that somebody placed or moved: where it is now. Instants are ISO in UTC. */
type WindowMove = {
  readonly number: string;
  readonly by: string;
  /** The status before. */
  readonly from: ChangeStatus;
  readonly starts: string;
  readonly ends: string;
};

/** "Operator One moved CHG-1001 to 3 Dec 2026, 17:00 to 18:00 UTC." */
export function moveSentence({ number, by, from, starts, ends }: WindowMove, zone: string): string {
  const { local } = formatRange(starts, ends, zone);
  return isReserving(from) ? `${by} moved ${number} to ${local}.` : `${by} scheduled ${number} for ${local}.`;
}
