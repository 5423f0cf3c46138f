import type { ChangeType } from "@/lib/rules/record";

/** The form of a new change that begins with the texts and systems of this one. An emergency is copied as a normal change. */
export const copyPath = ({ type, number }: { readonly type: ChangeType; readonly number: string }): string =>
  `/changes/new/${type === "standard" ? "standard" : "normal"}?copy=${number}`;
