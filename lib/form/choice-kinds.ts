import { fieldSentence } from "@/lib/refusals/field-sentence";
import type { NamedRef } from "@/lib/rules/record";
import { type FieldKind, numberKind, textKind } from "./field-kind";

type OfKind = { readonly kind: string };

const misfitSentence = ({ kind }: OfKind, label: string) => fieldSentence("field_misfit", { kind, field: label });

/** One answer of a few. */
export const choice: FieldKind<"choice"> = {
  ...textKind,
  validate: (typed, spec, label) => (spec.options.includes(typed) ? null : misfitSentence(spec, label)),
};

/** Several answers of a list, or none. */
export const choices: FieldKind<"choices"> = {
  validate: (typed, spec, label) => (spec.options.includes(typed) ? null : misfitSentence(spec, label)),
  parse: (values) => ({ value: values }),
  storedAs: "data",
  toFormValues: (field, value) => ({ [field]: toArray(value).map(String) }),
  format: (value) => toArray(value).join(", "),
  isMultiple: true,
  isCheckbox: true,
};

/** Types of events, of those that the database knows. */
export const topics: FieldKind<"topics"> = {
  ...choices,
  validate: (typed, spec, label) =>
    /^[a-z]{1,20}\.(?:\*|[a-z_]{1,60})$/.test(typed) ? null : misfitSentence(spec, label),
};

const validateId = (typed: string, spec: OfKind, label: string) =>
  /^\d{1,15}$/.test(typed) ? null : misfitSentence(spec, label);

/** A record or a number, chosen from a list and stored as it was sent. */
export const whole: FieldKind<"whole"> = { ...textKind, validate: validateId };

/** A record by its number: of the catalogue, or a change. */
export const entry: FieldKind<"entry"> = { ...numberKind, validate: validateId };
export const change: FieldKind<"change"> = { ...numberKind, validate: validateId };

/** A person; a record says who by number and name. */
export const person: FieldKind<"person"> = {
  ...numberKind,
  validate: validateId,
  toFormValues: (field, value) => ({ [field]: isNamed(value) ? String(value.id) : "" }),
  format: (value) => (isNamed(value) ? value.name : ""),
};

const recordList: FieldKind<"systems"> & FieldKind<"clients"> = {
  parse: (values) => ({ value: values.map(Number) }),
  storedAs: "data",
  toFormValues: (field, value) => ({
    [field]: toArray(value)
      .filter(isNamed)
      .map(({ id }) => String(id)),
  }),
  format: (value) =>
    toArray(value)
      .filter(isNamed)
      .map(({ name }) => name)
      .join(", "),
  isMultiple: true,
  isCheckbox: true,
};

/** The form name under which systems are typed by their names, beside the boxes. The server replaces them by the systems. */
export const typedSystemsName = "systemsTyped";

/** Any number of systems of the register. */
export const systems: FieldKind<"systems"> = { ...recordList, ownsFormName: (name) => name === typedSystemsName };
/** Any number of clients. */
export const clients: FieldKind<"clients"> = recordList;

/** What a freeze covers: all, a client, or a system. */
export const covers: FieldKind<"covers"> = {
  ...textKind,
  validate: (typed, spec, label) =>
    /^(all|(client|system):\d{1,15})$/.test(typed) ? null : misfitSentence(spec, label),
};

const toArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isNamed = (value: unknown): value is NamedRef =>
  typeof value === "object" && value !== null && "id" in value && "name" in value;

/** What can be watched; the form of its page names it. */
export const target: FieldKind<"target"> = {
  ...textKind,
  validate: (typed, spec, label) =>
    /^(?:change|system|client):\d{1,15}$/.test(typed) ? null : misfitSentence(spec, label),
};
