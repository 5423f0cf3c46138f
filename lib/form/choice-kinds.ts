import { fieldSentence } from "@/lib/refusals/field-sentence";
import type { Named } from "@/lib/rules/record";
import { type Kind, oneNumber, oneText } from "./kind";

type OfKind = { readonly kind: string };

const misfit = ({ kind }: OfKind, label: string) => fieldSentence("field_misfit", { kind, field: label });

/** One answer of a few. */
export const choice: Kind<"choice"> = {
  ...oneText,
  wrong: (typed, spec, label) => (spec.options.includes(typed) ? null : misfit(spec, label)),
};

/** Several answers of a list, or none. */
export const choices: Kind<"choices"> = {
  wrong: (typed, spec, label) => (spec.options.includes(typed) ? null : misfit(spec, label)),
  read: (values) => ({ stored: values }),
  stored: "data",
  shown: (field, said) => ({ [field]: listed(said).map(String) }),
  told: (said) => listed(said).join(", "),
  comesOften: true,
  isBox: true,
};

const wrong = (typed: string, spec: OfKind, label: string) => (/^\d{1,15}$/.test(typed) ? null : misfit(spec, label));

/** A record or a number, chosen from a list and stored as it was sent. */
export const whole: Kind<"whole"> = { ...oneText, wrong };

/** A record by its number: of the catalogue, or a change. */
export const entry: Kind<"entry"> = { ...oneNumber, wrong };
export const change: Kind<"change"> = { ...oneNumber, wrong };

/** A person; a record says who by number and name. */
export const person: Kind<"person"> = {
  ...oneNumber,
  wrong,
  shown: (field, said) => ({ [field]: isNamed(said) ? String(said.id) : "" }),
  told: (said) => (isNamed(said) ? said.name : ""),
};

const records: Kind<"systems"> & Kind<"clients"> = {
  read: (values) => ({ stored: values.map(Number) }),
  stored: "data",
  shown: (field, said) => ({
    [field]: listed(said)
      .filter(isNamed)
      .map(({ id }) => String(id)),
  }),
  told: (said) =>
    listed(said)
      .filter(isNamed)
      .map(({ name }) => name)
      .join(", "),
  comesOften: true,
  isBox: true,
};

/** Any number of systems of the register. */
export const systems: Kind<"systems"> = records;
/** Any number of clients. */
export const clients: Kind<"clients"> = records;

/** What a freeze covers: all, a client, or a system. */
export const covers: Kind<"covers"> = {
  ...oneText,
  wrong: (typed, spec, label) => (/^(all|(client|system):\d{1,15})$/.test(typed) ? null : misfit(spec, label)),
};

const listed = (said: unknown): readonly unknown[] => (Array.isArray(said) ? said : []);

const isNamed = (said: unknown): said is Named =>
  typeof said === "object" && said !== null && "id" in said && "name" in said;
