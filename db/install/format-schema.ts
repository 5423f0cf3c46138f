import { type DatabaseSchema, type SchemaObject, type SchemaPart, schemaParts } from "./database-schema";

/** Formats a schema for reading: each table with its parts, then sequences, views and functions, each with its grants. */
export function formatSchema(schema: DatabaseSchema): string {
  const tables = [...new Set(schema.constraints.map(({ name }) => tableNameOf(name)))].sort();
  const rest = schemaParts.flatMap((part) =>
    schema[part]
      .filter((one) => !tables.some((table) => belongsToTable(part, one, table)))
      .map((one) => formatObject(part, one)),
  );
  return [...tables.map((table) => formatTable(schema, table)), ...rest].join("\n\n");
}

const formatTable = (schema: DatabaseSchema, table: string) =>
  [
    table,
    ...schemaParts.flatMap((part) =>
      schema[part].filter((one) => belongsToTable(part, one, table)).map((one) => `  ${formatObject(part, one)}`),
    ),
  ].join("\n");

const tableNameOf = (name: string) => name.replace(/[. ].*/, "");

function belongsToTable(part: SchemaPart, { name, definition }: SchemaObject, table: string): boolean {
  if (part === "indexes") return definition.includes(` ON public.${table} `);
  if (part === "functions" || part === "views") return false;
  return name.startsWith(`${table}.`) || name.startsWith(`${table} to `);
}

/** Definitions that contain the name need no other. */
const formatObject = (part: SchemaPart, { name, definition }: SchemaObject) => {
  if (["indexes", "functions", "triggers"].includes(part)) return definition.trimEnd();
  if (part === "grants") return `grant ${definition} on ${name}`;
  return `${part === "tables" || part === "constraints" ? name.replace(/^\w+\./, "") : `view ${name}`} ${definition}`;
};
