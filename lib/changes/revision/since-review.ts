import { type ChangeField, changeFields, changeTextFields } from "@/lib/changes/change-fields";
import { fieldKindOf } from "@/lib/form/field-kinds";
import { fieldLabels } from "@/lib/form/field-labels";
import { type FieldKindName, fields } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";
import { decidingSteps } from "@/lib/rules/step-groups";
import type { FormatTime } from "@/lib/text/fill-placeholders";
import { type DiffPart, wordDiff } from "./word-diff";

/** What is read of an event, oldest first. */
type FactEvent = {
  readonly step: Step;
  readonly person: { readonly id: number };
  readonly at: string;
  readonly revision: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
};

type FactDifference = { readonly field: ChangeField; readonly label: string; readonly parts: readonly DiffPart[] };

/** What the facts of a change have become since a person last decided on them. */
type SinceReview = {
  /** The revision that they read, and when they decided (ISO in UTC). */
  readonly revision: number;
  readonly at: string;
  readonly differences: readonly FactDifference[];
};

/**
 * Compares the facts as the reader last reviewed, approved or returned them with those of today, by words (Normal: Reviewed).
 * Null where they never decided, or where nothing differs. `formatSystems` names systems by their ids.
 */
export function sinceReview(
  events: readonly FactEvent[],
  readerId: number,
  formatSystems: (ids: readonly number[]) => string,
): SinceReview | null {
  const decided = events.findLastIndex(({ step, person }) => decidingSteps.has(step) && person.id === readerId);
  const decision = events[decided];
  if (!decision) return null;
  const [read, current] = [factsAfter(events.slice(0, decided)), factsAfter(events)];
  const differences = changeFields.flatMap((field) => {
    const [before, after] = [
      factText(field, read[field], formatSystems),
      factText(field, current[field], formatSystems),
    ];
    if (before === after || before === null || after === null) return [];
    return [{ field, label: fieldLabels("edit", field).label, parts: wordDiff(before, after) }];
  });
  // Sending back begins the next revision; the one that was read is that of the event before.
  const revision = events[decided - 1]?.revision ?? decision.revision;
  return differences.length > 0 ? { revision, at: decision.at, differences } : null;
}

// No fact is a time: those are said by steps.
const unformattedTime: FormatTime = Object.assign((instant: string) => instant, { organisation: "" });
const textFields: ReadonlySet<string> = new Set(changeTextFields);

/** The facts as these events left them; the text of a field is null where it was redacted. */
const factsAfter = (events: readonly FactEvent[]): Readonly<Record<string, unknown>> =>
  Object.assign({}, ...events.map(({ data, texts }) => ({ ...data, ...texts })));

/** Null where it cannot be read any more. */
function factText(
  field: ChangeField,
  value: unknown,
  formatSystems: (ids: readonly number[]) => string,
): string | null {
  if (value === undefined) return "";
  if (value === null) return textFields.has(field) ? null : "";
  if (fields[field].kind === "systems") return formatSystems(Array.isArray(value) ? value.map(Number) : []);
  return fieldKindOf<FieldKindName>(fields[field]).format(value, unformattedTime);
}
