import type { FieldOf, KindName } from "@/lib/rules/fields";
import { change, choice, choices, clients, covers, entry, person, systems, whole } from "./choice-kinds";
import { type Kind, made } from "./kind";
import { boolean, minutes } from "./number-kinds";
import { blanks, findings, values } from "./row-kinds";
import { name, recurrence, text } from "./text-kinds";
import { day, instant, typed, zone } from "./time-kinds";

/**
 * Each kind of field: how it is parsed, checked, told in a sentence and stored. A kind that is missing here, or in the
 * controls of `components/form/controls.tsx`, does not compile; that the database stores each, `kinds.test.ts` holds.
 */
const kinds: { readonly [K in KindName]: Kind<K> } = {
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
  values,
  blanks,
  digest: made,
  spans: made,
  shifts: made,
  rostered: made,
};

/** What is done with a field of that kind. */
export const kindOf = <K extends KindName>(field: FieldOf<K>): Kind<K> => kinds[field.kind];

/** Names that come once for each row of a form, in any order of its fields. */
export const perRowNames: ReadonlySet<string> = new Set(Object.values(kinds).flatMap(({ perRow }) => perRow ?? []));
