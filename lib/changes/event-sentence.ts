import { fieldKindOf } from "@/lib/form/field-kinds";
import { fieldLabels } from "@/lib/form/field-labels";
import type { Field } from "@/lib/rules/fields";
import { fields, isField } from "@/lib/rules/fields";
import { outcomeLabels, roleLabels, statusLabels, stepLabels, triggerLabels } from "@/lib/rules/labels";
import type { Status } from "@/lib/rules/record";
import { isRole } from "@/lib/rules/roles";
import type { Step } from "@/lib/rules/rules";
import { stepsWhere } from "@/lib/rules/steps";
import type { FormatTime } from "@/lib/text/fill-placeholders";
import { joinList } from "@/lib/text/join-list";
import { withoutEmailAddresses } from "@/lib/text/without-email-addresses";
import { changeTextFields } from "./change-fields";
import { describeTextOrigin, type Redaction, redactedText, redactionSentence, type TextOrigin } from "./redaction";

/** An event as the history shows it. */
export type EventView = {
  readonly seq: number;
  readonly step: Step;
  readonly person: { readonly name: string };
  /** The status before; absent where it was not read. */
  readonly from?: Status | null;
  readonly to: Status;
  readonly revision: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly texts: Readonly<Record<string, string | null>>;
  /** Those of its texts that were redacted: they are null in `texts`. */
  readonly redactions: Readonly<Record<string, Redaction>>;
  /** The text that this event redacted. */
  readonly redacted: TextOrigin | null;
  /** The new owner; absent where there is none, or it was not read. */
  readonly owner?: string | null;
  /** The lead under whose delegation it was taken; absent where it was none. */
  readonly delegator?: string | null;
  /** The token by which a machine took it; absent where a person did. */
  readonly token?: string | null;
};

type EventDetail = { readonly term: string; readonly text: string };
type FormatWindow = (from: string, to: string) => string;

/** An event as a sentence: "Reviewer One reviewed it." */
export function eventSentence(event: EventView, formatWindow: FormatWindow, formatTime: FormatTime): string {
  const { person, step, redacted } = event;
  if (step === "record_roster") return rosterEventSentence(event);
  const what = redacted ? `: ${describeTextOrigin(redacted, formatTime)}` : sentenceTail(event, formatWindow);
  return `${person.name} ${step === "fail" ? failureClause(event) : stepLabels[step].pastTense}${what}${actedUnder(event)}.`;
}

/** Follows the name of a person: under whose delegation they acted, or by which token a machine did for them; else empty. */
export function actedUnder({ delegator, token }: Pick<EventView, "delegator" | "token">): string {
  if (token) return `, by the token ${token}`;
  return delegator ? `, under the delegation of ${delegator}` : "";
}

const rosterEventSentence = ({ person, data }: EventView): string =>
  data.onRoster === undefined
    ? "No on-call roster was recorded when the emergency began."
    : `${person.name} ${data.onRoster ? "was" : "was not"} on call when the emergency began.`;

/** A late failure names the status: "reported a problem: the closed change failed". */
const failureClause = ({ from }: EventView): string =>
  from && from !== "in_progress"
    ? `reported a problem: the ${statusLabels[from]} change failed`
    : stepLabels.fail.pastTense;

function sentenceTail({ step, data, owner }: EventView, formatWindow: FormatWindow): string {
  if (step === "role_change")
    return `: ${data.held ? "added" : "removed"} ${isRole(String(data.role)) ? roleLabels[String(data.role) as keyof typeof roleLabels] : data.role}`;
  if (step === "record_rulebook") return ` ${occasionLabels[String(data.occasion)] ?? ""}: ${data.fingerprint}`;
  if (typeof data.windowStart === "string" && typeof data.windowEnd === "string")
    return ` for ${formatWindow(data.windowStart, data.windowEnd)}`;
  if (typeof data.trigger === "string")
    return `: ${(triggerLabels as Record<string, string>)[data.trigger]?.toLowerCase()}`;
  if (typeof data.outcome === "string") return `: ${outcomeLabels[data.outcome]}`;
  if (typeof data.sentTo === "string") return `: ${data.sentTo}`;
  if (typeof data.because === "string") return `: ${withoutEmailAddresses(data.because).replace(/\.$/, "")}`;
  if (typeof data.severity === "string") return `${owner ? ` to ${owner}` : ""}: ${data.severity}`;
  if (step === "assign" && owner) return ` to ${owner}`;
  return step === "edit" ? `: ${joinList(editedFieldLabels(data), "and")}`.replace(/: $/, "") : "";
}

const occasionLabels: Readonly<Record<string, string>> = {
  start: "at startup",
  change: "when the rules changed",
  verification: "before a verification",
};

/** The labels of the fields that an edit changed. */
const editedFieldLabels = (data: EventView["data"]): string[] =>
  Object.keys(data)
    .filter(isField)
    .map(
      (field) =>
        fieldKindOf(fields[field]).formatEdit?.(field, data[field]) ?? fieldLabels("edit", field).label.toLowerCase(),
    );

/** The texts of an event, each under its label. An edit shows both the previous and the new text. */
export function eventDetails(
  event: EventView,
  before: Readonly<Record<string, string | null>>,
  formatTime: FormatTime,
): readonly EventDetail[] {
  if (event.step === "register" || event.step === "amend_system") return systemDetails(event, formatTime);
  return inFieldOrder(event.texts).flatMap(([name, text]) => {
    const redaction = event.redactions[name];
    const shownText = text ?? (redaction ? redactionSentence(redaction, formatTime) : redactedText);
    // The first texts of a record stand on its page; the history shows only that one was redacted.
    if (text !== null && (event.step === "draft" || event.step === "propose")) return [];
    const field = name.split(".")[0] ?? name;
    // Files stand below, each as a link.
    if (text !== null && field === "attachments") return [];
    const term = isField(field) ? fieldLabels(event.step, field).label : field;
    if (event.step !== "edit" && !restatesFact(event.step, field)) return [{ term, text: shownText }];
    const previousText = before[name];
    return previousText === text && text !== null
      ? []
      : [
          ...(previousText === undefined ? [] : [{ term: `${term}, before`, text: previousText ?? redactedText }]),
          { term: `${term}, now`, text: shownText },
        ];
  });
}

/** The fields that a step set on a system, with their new values. */
function systemDetails({ step, data, owner }: EventView, formatTime: FormatTime): readonly EventDetail[] {
  const changedFields = Object.keys(data).filter(isField);
  const cleared = Array.isArray(data.cleared) ? data.cleared.map(String).filter(isField) : [];
  const formatField = (field: Field): string => {
    if (field === "owner") return owner ?? String(data[field]);
    return fieldKindOf(fields[field]).format(data[field], formatTime);
  };
  return [
    ...changedFields.map((field) => ({ term: fieldLabels(step, field).label, text: formatField(field) })),
    ...cleared.map((field) => ({ term: fieldLabels(step, field).label, text: "none" })),
  ];
}

/** The texts of an event in the order of the fields; several texts of one field in their own order. */
const inFieldOrder = (texts: EventView["texts"]) =>
  Object.entries(texts).sort(([one], [other]) => {
    const [[field, position], [otherField, otherPosition]] = [one.split("."), other.split(".")];
    return fieldIndexOf(field) - fieldIndexOf(otherField) || Number(position ?? 0) - Number(otherPosition ?? 0);
  });

const fieldIndexOf = (field = ""): number => Object.keys(fields).indexOf(field);

/** The texts of the record before each event, by the sequence number of the event. */
export function textsBefore(
  events: readonly EventView[],
): ReadonlyMap<number, Readonly<Record<string, string | null>>> {
  let currentTexts: Record<string, string | null> = {};
  return new Map(
    events.map((event) => {
      const before = currentTexts;
      currentTexts = { ...currentTexts, ...event.texts };
      return [event.seq, before];
    }),
  );
}

const voidableSteps = stepsWhere(({ reachesStages }) => reachesStages !== undefined);

/** Whether the effect of the event was voided, because it belongs to an earlier revision. */
export const isVoided = (event: EventView, revision: number): boolean =>
  event.revision < revision && voidableSteps.has(event.step);

const restatesFact = (step: Step, field: string) =>
  step === "document" && changeTextFields.some((text) => text === field);
