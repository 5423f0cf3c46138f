import type { ReactNode } from "react";
import type { Blank } from "@/lib/form/declared-rows";
import type { Typed } from "@/lib/form/typed";
import type { Field, FieldOf, KindName } from "@/lib/rules/fields";
import type { Words } from "./field";
import type { Choice } from "./select-field";

/** The options that forms offer, loaded once a page. */
export type World = {
  readonly systems: readonly Choice[];
  readonly people: readonly Choice[];
  readonly clients?: readonly Choice[];
  /** Clients by their names, where one may be left out. */
  readonly clientNames?: readonly Choice[];
  /** What a freeze can cover. */
  readonly covers?: readonly Choice[];
  readonly zone: string;
  /** Suggestions only: any other time zone can be typed as well. */
  readonly zones?: readonly string[];
  readonly blanks: readonly Blank[];
  /** The texts of the record that can be redacted. */
  readonly texts?: readonly Choice[];
  /** `YYYY-MM-DD` by which a finding is due when nobody says otherwise, and who owns it. */
  readonly finding: { readonly due: string; readonly owner: string };
};

/** What a control gets: its label, the values that were entered, and the options. */
export type Shown<K extends KindName = KindName> = {
  /** What every control takes: name, label, hint, error. */
  readonly shared: Words & { readonly name: Field; readonly required: boolean; readonly id?: string };
  readonly field: FieldOf<K>;
  /** The values entered under its name: the first one, and all of them. */
  readonly value: string;
  readonly values: readonly string[];
  readonly world: World;
  readonly typed: Typed;
  readonly errors: Readonly<Record<string, string>>;
};

/** What shows a field of one kind in a form. */
export type Control<K extends KindName = KindName> = (shown: Shown<K>) => ReactNode;
