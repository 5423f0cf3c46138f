import { environment } from "./environment";
import { internalVariables, type Variable, variableTables } from "./variables";

/**
 * docs/operate/configuration.md with its tables as the settings' schema and its descriptions say; the prose around stays. Refuses a
 * document without a place for each table.
 */
export function withVariableTables(document: string): string {
  const tables = Object.entries<Readonly<Record<string, Variable>>>(variableTables);
  const filled = tables.reduce((text, [name, table]) => fill(text, name, variableTable(table)), document);
  return fill(filled, "internal", internalTable());
}

function fill(document: string, name: string, table: string): string {
  const start = `<!-- settings: ${name} -->\n`;
  const end = "<!-- end -->";
  const [before, rest = "", ...more] = document.split(start);
  const after = rest.indexOf(end);
  if (more.length > 0 || after < 0) throw new Error(`The document has no one place for the table “${name}”.`);
  return `${before}${start}\n${table}\n${rest.slice(after)}`;
}

const variableTable = (table: Readonly<Record<string, Variable>>): string =>
  rowLines([
    ["variable", "what it is", "without it", "read by"],
    ...Object.entries(table).map(([name, { what, without, for: readers, secret }]) => [
      `\`${name}\``,
      secret ? `${what}; also \`${name}_FILE\`` : what,
      without ?? defaultOf(name),
      readers.map((reader) => `\`${reader}\``).join(", "),
    ]),
  ]);

const internalTable = (): string =>
  rowLines([
    ["variable", "what it is"],
    ...Object.entries(internalVariables).map(([name, what]) => [`\`${name}\``, what]),
  ]);

function rowLines([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return [head, head.map(() => "---"), ...rows].map(line).join("");
}

const defaults: Readonly<Record<string, unknown>> = environment.parse({});

/** What the schema says; empty where a variable has no default. */
function defaultOf(name: string): string {
  const value = defaults[name];
  return typeof value === "string" || typeof value === "number" ? `\`${value}\`` : "";
}
