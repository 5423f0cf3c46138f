import type { ReactNode } from "react";
import type { FormValues } from "@/lib/form/form-values";
import type { TemplateField } from "@/lib/form/template-field-rows";
import type { Field, FieldKindName, FieldSpecOf } from "@/lib/rules/fields";
import type { FieldText } from "./field";
import type { Choice } from "./select-field";

/** The options that forms offer, loaded once a page. */
export type FormOptions = {
  readonly systems: readonly Choice[];
  readonly people: readonly Choice[];
  readonly clients?: readonly Choice[];
  /** Clients by their names, where one may be left out. */
  readonly clientNames?: readonly Choice[];
  /** What a webhook can be sent, and in which form. */
  readonly eventTypes?: readonly Choice[];
  readonly templates?: readonly Choice[];
  /** What a freeze can cover. */
  readonly freezeScopes?: readonly Choice[];
  readonly zone: string;
  /** Suggestions only: any other time zone can be typed as well. */
  readonly zones?: readonly string[];
  readonly templateFields: readonly TemplateField[];
  /** The texts of the record that can be redacted. */
  readonly redactableTexts?: readonly Choice[];
  /** `YYYY-MM-DD` by which a finding is due when nobody says otherwise, and who owns it. */
  readonly findingDefaults: { readonly due: string; readonly owner: string };
};

/** What a control gets: its label, the values that were entered, and the options. */
export type ControlProps<K extends FieldKindName = FieldKindName> = {
  /** What every control takes: name, label, hint, error. */
  readonly fieldProps: FieldText & { readonly name: Field; readonly required: boolean; readonly id?: string };
  readonly field: FieldSpecOf<K>;
  /** The values entered under its name: the first one, and all of them. */
  readonly value: string;
  readonly values: readonly string[];
  readonly options: FormOptions;
  readonly formValues: FormValues;
  readonly errors: Readonly<Record<string, string>>;
};

/** What shows a field of one kind in a form. */
export type Control<K extends FieldKindName = FieldKindName> = (props: ControlProps<K>) => ReactNode;
