import type { FieldKindName, FieldSpecOf } from "@/lib/rules/fields";
import {
  change,
  choice,
  choices,
  clients,
  covers,
  entry,
  person,
  systems,
  target,
  topics,
  whole,
} from "./choice-kinds";
import { type FieldKind, serverGeneratedKind } from "./field-kind";
import { boolean, minutes } from "./number-kinds";
import { blanks, files, findings, values } from "./row-kinds";
import { address, name, recurrence, text } from "./text-kinds";
import { day, instant, typed, zone } from "./time-kinds";

/**
 * Each kind of field: how it is parsed, checked, formatted in a sentence and stored. A kind that is missing here, or in the
 * controls of `components/form/controls.tsx`, does not compile; that the database stores each, `field-kinds.test.ts` holds.
 */
const fieldKinds: { readonly [K in FieldKindName]: FieldKind<K> } = {
  text,
  name,
  recurrence,
  choice,
  choices,
  boolean,
  minutes,
  whole,
  person,
  entry,
  change,
  systems,
  clients,
  covers,
  instant,
  day,
  zone,
  typed,
  findings,
  files,
  values,
  blanks,
  target,
  address,
  topics,
  digest: serverGeneratedKind,
  people: serverGeneratedKind,
  spans: serverGeneratedKind,
  shifts: serverGeneratedKind,
  rostered: serverGeneratedKind,
};

/** What is done with a field of that kind. */
export const fieldKindOf = <K extends FieldKindName>(field: FieldSpecOf<K>): FieldKind<K> => fieldKinds[field.kind];

/** Names that may come more than once in a form: once a row, or once a ticked box. */
export const perRowNames: ReadonlySet<string> = new Set(
  Object.values(fieldKinds).flatMap(({ perRowNames }) => perRowNames ?? []),
);
