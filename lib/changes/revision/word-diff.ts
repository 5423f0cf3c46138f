import { diffWordsWithSpace } from "diff";

/** A part of a text: in both versions, only in the earlier (`removed`), or only in the later one (`added`). */
export type DiffPart = { readonly text: string; readonly change: "same" | "removed" | "added" };

/** Texts with more differing words than this are shown whole, the earlier and the later one. */
const maxEdits = 400;

/** The difference of two texts by words. Its work is bounded. */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  const changes = diffWordsWithSpace(before, after, { maxEditLength: maxEdits });
  if (!changes) return [part(before, "removed"), part(after, "added")].filter(({ text }) => text !== "");
  return changes.map(({ value, added, removed }) => part(value, added ? "added" : removed ? "removed" : "same"));
}

const part = (text: string, change: DiffPart["change"]): DiffPart => ({ text, change });
