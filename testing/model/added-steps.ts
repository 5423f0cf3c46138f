import { stepLabels } from "@/lib/rules/labels";
import { type ChangeRow, rulebook } from "@/lib/rules/rules";

type Words = (typeof stepLabels)[keyof typeof stepLabels];

/**
 * Adds steps of changes to the rulebook in memory: each by its row and its words, and nothing else. What derives from the
 * rulebook is to be imported afterwards.
 */
export function addSteps(added: readonly { readonly row: ChangeRow; readonly words: Words }[]): void {
  for (const { row, words } of added) {
    // The rulebook is written down as a constant; a test alone adds to it.
    (rulebook.change as unknown as ChangeRow[]).push(row);
    Object.assign(stepLabels, { [row.step]: words });
  }
}
