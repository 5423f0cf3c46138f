import { z } from "zod";
import { fieldOf } from "@/lib/rules/field-of-step";
import { type Field, type FieldKindName, type FieldSpec, type FieldSpecOf, maxTextLength } from "@/lib/rules/fields";
import { tiers } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";

// What JSON holds for each kind of field: the form that `normalize_input()` takes. It stands apart from lib/form, which is
// sent to the browser, and this is not.

/** A record by its number without a prefix. */
const recordId = z.int().min(1).max(999_999_999_999_999);
/** RFC 3339 with an offset: `2026-11-30T22:00:00+01:00`. */
const apiInstant = z.iso.datetime({ offset: true });
const day = z.iso.date();
const templateName = /^[A-Za-z][A-Za-z0-9_]{0,40}$/;

type SchemaOfKind<K extends FieldKindName> = (spec: FieldSpecOf<K>) => z.ZodType;

/** By kind; null where no request can hold it: a file, or what the server makes. */
const schemasByKind: { readonly [K in FieldKindName]: SchemaOfKind<K> | null } = {
  text: () => z.string().max(maxTextLength),
  name: () => z.string().max(1000),
  recurrence: () => z.string().regex(/^[A-Z0-9=;,+:-]{6,200}$/),
  choice: ({ options }) => z.enum([...options]),
  choices: ({ options }) => z.array(z.enum([...options])).max(100),
  boolean: () => z.boolean(),
  minutes: ({ most }) => z.int().min(0).max(most),
  whole: () => z.int().min(0).max(999_999_999_999_999),
  person: () => recordId,
  entry: () => recordId,
  change: () => recordId,
  systems: () => z.array(recordId).max(1000),
  clients: () => z.array(recordId).max(1000),
  covers: () => z.string().regex(/^(all|(client|system):[0-9]{1,15})$/),
  target: () => z.string().regex(/^(change|system|client):[0-9]{1,15}$/),
  instant: () => apiInstant,
  day: () => day,
  zone: () => z.string().max(60),
  findings: () =>
    z
      .array(z.strictObject({ finding: z.string().min(1).max(maxTextLength), owner: recordId, due: day }))
      .min(1)
      .max(100),
  values: () => z.record(z.string().regex(templateName), z.string().max(500)),
  blanks: () =>
    z
      .array(
        z.strictObject({
          name: z.string().regex(templateName),
          label: z.string().min(1).max(200),
          example: z.string().max(500).optional(),
          pattern: z.string().max(500).optional(),
          options: z.array(z.string().min(1).max(500)).min(1).max(100).optional(),
        }),
      )
      .max(20),
  shifts: () =>
    z
      .array(z.tuple([recordId, apiInstant, apiInstant, z.enum(tiers)]))
      .min(1)
      .max(1000),
  topics: () =>
    z
      .array(z.string().regex(/^[a-z]{1,20}\.(\*|[a-z_]{1,60})$/))
      .min(1)
      .max(100),
  address: null,
  typed: null,
  files: null,
  digest: null,
  people: null,
  spans: null,
  rostered: null,
};

/** What a request may hold in a field of a step; null where none can. */
export const apiFieldSchema = (step: Step, field: Field): z.ZodType | null => schemaOfSpec(fieldOf(step, field));

const schemaOfSpec = <K extends FieldKindName>(spec: FieldSpecOf<K> & FieldSpec): z.ZodType | null =>
  schemasByKind[spec.kind as K]?.(spec) ?? null;
