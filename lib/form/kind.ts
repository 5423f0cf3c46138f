import { fieldSentence } from "@/lib/refusals/field-sentence";
import { type Field, type FieldOf, type KindName, longestText } from "@/lib/rules/fields";
import type { Step } from "@/lib/rules/rules";
import type { Tell } from "@/lib/text/fill-in";
import type { LocalTime } from "@/lib/time/local-time";
import type { Typed } from "./typed";

/** With what a field is read: all that was typed, and what knows calendars and patterns, which a browser is not sent. */
export type Reading = {
  readonly step: Step;
  readonly field: Field;
  readonly typed: Typed;
  /** The zone in which its local times are read. */
  readonly zone: string;
  readonly calendar: {
    readonly instantOf: (local: string, zone: string, offset: string) => LocalTime;
    readonly isDay: (day: string) => boolean;
  };
  readonly declaredIn: (typed: Typed) => Read;
};

/** What the database is given for a field, or the sentence that says what is wrong; neither where the form said nothing. */
export type Read = { readonly stored?: unknown; readonly error?: string };

/** All that is done with a field of one kind. What shows it in a form stands in `components/form/controls.tsx`. */
export type Kind<K extends KindName = KindName> = {
  /** Checked in browser and server: the sentence for what was typed, which is not empty; null where it fits. */
  readonly wrong?: (typed: string, field: FieldOf<K>, label: string) => string | null;
  /** Parsed: what passed the check as the input of the step. */
  readonly read: (values: readonly string[], reading: Reading) => Read;
  /** Where it is stored: as words of their own, salted and by their hash in the event; or in the event itself. */
  readonly stored: "words" | "data";
  /** The names and values by which a form shows what the record says. */
  readonly shown: (field: Field, said: unknown) => Typed;
  /** In a sentence: what the record says. */
  readonly told: (said: unknown, tell: Tell) => string;
  /** Where it differs from its label: what an edit says that it changed. */
  readonly edited?: (field: Field, said: unknown) => string;
  /** Its name may come more than once in a form. */
  readonly comesOften?: true;
  /** Its control sends nothing where nothing is ticked. */
  readonly isBox?: true;
  /** Read even where the form sent nothing under its name. */
  readonly isAlwaysRead?: true;
  /** Made of the rest of its form, whatever was sent for it. */
  readonly isDerived?: true;
  /** The server makes what it holds: no form has it. */
  readonly isMade?: true;
  /** The form's zone is needed to read it. */
  readonly needsZone?: true;
  /** A form is sent for one more of it. */
  readonly asksForMore?: true;
  /** Whether a form sends that name for it, beside its own. */
  readonly sends?: (name: string, field: Field) => boolean;
  /** Those of them that come once for each row. */
  readonly perRow?: readonly string[];
};

/** A kind that is one value, typed as text and kept as it is. */
export const oneText = {
  wrong: (typed, _, label) => (typed.length <= longestText ? null : fieldSentence("field_too_long", { field: label })),
  read: ([word = ""]) => ({ stored: word.replaceAll("\r\n", "\n") }),
  stored: "data",
  shown: (field, said) => ({ [field]: String(said ?? "") }),
  told: (said) => String(said ?? ""),
} as const satisfies Kind;

/** What the server makes: hashes, and times by a rule. */
export const made = { ...oneText, isMade: true } as const satisfies Kind;

/** The same as a text, kept as a number. */
export const oneNumber = {
  ...oneText,
  read: ([word = ""]) => ({ stored: word === "" ? "" : Number(word) }),
} as const satisfies Kind;
