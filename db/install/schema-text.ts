import { type LivingSchema, type Part, type PartOfSchema, partsOfSchema } from "./living-schema";

/** Formats a schema for reading: each table with its parts, then sequences, views and functions, each with its grants. */
export function schemaText(schema: LivingSchema): string {
  const tables = [...new Set(schema.constraints.map(({ name }) => tableOf(name)))].sort();
  const rest = partsOfSchema.flatMap((part) =>
    schema[part].filter((one) => !tables.some((table) => isOf(part, one, table))).map((one) => line(part, one)),
  );
  return [...tables.map((table) => tableText(schema, table)), ...rest].join("\n\n");
}

const tableText = (schema: LivingSchema, table: string) =>
  [
    table,
    ...partsOfSchema.flatMap((part) =>
      schema[part].filter((one) => isOf(part, one, table)).map((one) => `  ${line(part, one)}`),
    ),
  ].join("\n");

const tableOf = (name: string) => name.replace(/[. ].*/, "");

function isOf(part: PartOfSchema, { name, definition }: Part, table: string): boolean {
  if (part === "indexes") return definition.includes(` ON public.${table} `);
  if (part === "functions" || part === "views") return false;
  return name.startsWith(`${table}.`) || name.startsWith(`${table} to `);
}

/** Definitions that contain the name need no other. */
const line = (part: PartOfSchema, { name, definition }: Part) => {
  if (["indexes", "functions", "triggers"].includes(part)) return definition.trimEnd();
  if (part === "grants") return `grant ${definition} on ${name}`;
  return `${part === "tables" || part === "constraints" ? name.replace(/^\w+\./, "") : `view ${name}`} ${definition}`;
};
