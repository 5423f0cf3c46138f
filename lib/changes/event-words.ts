import { fieldWords } from "@/lib/form/field-words";
import { kindOf } from "@/lib/form/kinds";
import type { Field } from "@/lib/rules/fields";
import { fields, isField } from "@/lib/rules/fields";
import type { Status } from "@/lib/rules/record";
import { isRole } from "@/lib/rules/roles";
import type { Step } from "@/lib/rules/rules";
import { stepsWhere } from "@/lib/rules/steps";
import { outcomeWords, roleWords, statusWords, stepWords, triggerWords } from "@/lib/rules/words";
import type { Tell } from "@/lib/text/fill-in";
import { list } from "@/lib/text/list";
import { withoutAddresses } from "@/lib/text/without-addresses";
import { changeTexts } from "./change-fields";
import { type Redaction, redactedBy, redactedText, type WrittenText, writtenText } from "./redaction";

/** An event as the history shows it. */
export type Told = {
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
  readonly redacted: WrittenText | null;
  /** The new owner; absent where there is none, or it was not read. */
  readonly owner?: string | null;
  /** The lead under whose delegation it was taken; absent where it was none. */
  readonly lender?: string | null;
};

type Detail = { readonly term: string; readonly text: string };
type Span = (from: string, to: string) => string;

/** An event as a sentence: "Reviewer One reviewed it." */
export function eventSentence(event: Told, span: Span, tell: Tell): string {
  const { person, step, redacted } = event;
  if (step === "record_roster") return rosterWords(event);
  const what = redacted ? `: ${writtenText(redacted, tell)}` : tail(event, span);
  return `${person.name} ${step === "fail" ? failedWords(event) : stepWords[step].past}${what}${underWords(event.lender)}.`;
}

/** Follows the name of a delegate who acted for a lead; empty otherwise. */
export const underWords = (lender: string | null | undefined): string =>
  lender ? `, under the delegation of ${lender}` : "";

const rosterWords = ({ person, data }: Told): string =>
  data.onRoster === undefined
    ? "No on-call roster was recorded when the emergency began."
    : `${person.name} ${data.onRoster ? "was" : "was not"} on call when the emergency began.`;

/** A late failure names the status: "reported a problem: the closed change failed". */
const failedWords = ({ from }: Told): string =>
  from && from !== "in_progress" ? `reported a problem: the ${statusWords[from]} change failed` : stepWords.fail.past;

function tail({ step, data, owner }: Told, span: Span): string {
  if (step === "role_change")
    return `: ${data.held ? "added" : "removed"} ${isRole(String(data.role)) ? roleWords[String(data.role) as keyof typeof roleWords] : data.role}`;
  if (step === "record_rulebook") return ` ${occasionWords[String(data.occasion)] ?? ""}: ${data.fingerprint}`;
  if (typeof data.windowStart === "string" && typeof data.windowEnd === "string")
    return ` for ${span(data.windowStart, data.windowEnd)}`;
  if (typeof data.trigger === "string")
    return `: ${(triggerWords as Record<string, string>)[data.trigger]?.toLowerCase()}`;
  if (typeof data.outcome === "string") return `: ${outcomeWords[data.outcome]}`;
  if (typeof data.sentTo === "string") return `: ${data.sentTo}`;
  if (typeof data.because === "string") return `: ${withoutAddresses(data.because).replace(/\.$/, "")}`;
  if (typeof data.severity === "string") return `${owner ? ` to ${owner}` : ""}: ${data.severity}`;
  if (step === "assign" && owner) return ` to ${owner}`;
  return step === "edit" ? `: ${list(editedFields(data), "and")}`.replace(/: $/, "") : "";
}

const occasionWords: Readonly<Record<string, string>> = {
  start: "at a start",
  change: "when the rules changed",
  verification: "before a verification",
};

/** The labels of the fields that an edit changed. */
const editedFields = (data: Told["data"]): string[] =>
  Object.keys(data)
    .filter(isField)
    .map(
      (field) => kindOf(fields[field]).edited?.(field, data[field]) ?? fieldWords("edit", field).label.toLowerCase(),
    );

/** The texts of an event, each under its label. An edit shows both the previous and the new text. */
export function eventDetails(
  event: Told,
  before: Readonly<Record<string, string | null>>,
  tell: Tell,
): readonly Detail[] {
  if (event.step === "register" || event.step === "amend_system") return systemDetails(event, tell);
  return inOrder(event.texts).flatMap(([name, text]) => {
    const gone = event.redactions[name];
    const shown = text ?? (gone ? redactedBy(gone, tell) : redactedText);
    // The first texts of a record stand on its page; the history shows only that one was redacted.
    if (text !== null && (event.step === "draft" || event.step === "propose")) return [];
    const field = name.split(".")[0] ?? name;
    const term = isField(field) ? fieldWords(event.step, field).label : field;
    if (event.step !== "edit" && !repeatsFact(event.step, field)) return [{ term, text: shown }];
    const was = before[name];
    return was === text && text !== null
      ? []
      : [
          ...(was === undefined ? [] : [{ term: `${term}, before`, text: was ?? redactedText }]),
          { term: `${term}, now`, text: shown },
        ];
  });
}

/** The fields that a step set on a system, with their new values. */
function systemDetails({ step, data, owner }: Told, tell: Tell): readonly Detail[] {
  const said = Object.keys(data).filter(isField);
  const cleared = Array.isArray(data.cleared) ? data.cleared.map(String).filter(isField) : [];
  const told = (field: Field): string => {
    if (field === "owner") return owner ?? String(data[field]);
    return kindOf(fields[field]).told(data[field], tell);
  };
  return [
    ...said.map((field) => ({ term: fieldWords(step, field).label, text: told(field) })),
    ...cleared.map((field) => ({ term: fieldWords(step, field).label, text: "none" })),
  ];
}

/** The texts of an event in the order of the fields; several texts of one field in their own order. */
const inOrder = (texts: Told["texts"]) =>
  Object.entries(texts).sort(([one], [other]) => {
    const [[field, place], [otherField, otherPlace]] = [one.split("."), other.split(".")];
    return placeOf(field) - placeOf(otherField) || Number(place ?? 0) - Number(otherPlace ?? 0);
  });

const placeOf = (field = ""): number => Object.keys(fields).indexOf(field);

/** The texts of the record before each event, by the sequence number of the event. */
export function textsBefore(events: readonly Told[]): ReadonlyMap<number, Readonly<Record<string, string | null>>> {
  let standing: Record<string, string | null> = {};
  return new Map(
    events.map((event) => {
      const before = standing;
      standing = { ...standing, ...event.texts };
      return [event.seq, before];
    }),
  );
}

const voidable = stepsWhere(({ stages }) => stages !== undefined);

/** Whether the effect of the event was voided, because it belongs to an earlier revision. */
export const isVoided = (event: Told, revision: number): boolean =>
  event.revision < revision && voidable.has(event.step);

const repeatsFact = (step: Step, field: string) => step === "document" && changeTexts.some((text) => text === field);
