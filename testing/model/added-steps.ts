import { type ChangeRow, rulebook } from "@/lib/rules/rules";
import { stepWords } from "@/lib/rules/words";

type Words = (typeof stepWords)[keyof typeof stepWords];

/**
 * Adds steps of changes to the rulebook in memory: each by its row and its words, and nothing else. What derives from the
 * rulebook is to be imported afterwards.
 */
export function addSteps(added: readonly { readonly row: ChangeRow; readonly words: Words }[]): void {
  for (const { row, words } of added) {
    // The rulebook is written down as a constant; a test alone adds to it.
    (rulebook.change as unknown as ChangeRow[]).push(row);
    Object.assign(stepWords, { [row.step]: words });
  }
}
