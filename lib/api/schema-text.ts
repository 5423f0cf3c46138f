/** The parts of a JSON schema that the reference says. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
  readonly description?: string;
};

/** What a value may be, in words: "text, at most 10,000 characters, or null". */
export function schemaText(schema: Schema): string {
  const types = [schema.type ?? []].flat().filter((type) => type !== "null");
  const text = types.map((type) => typeText(type, schema)).join(" or ") || "a value";
  return isNullable(schema) ? `${text}, or null` : text;
}

const isNullable = ({ type, enum: values }: Schema): boolean =>
  (Array.isArray(type) && type.includes("null")) || (values ?? []).includes(null);

function typeText(type: string, schema: Schema): string {
  if (schema.enum) return schema.enum.filter((value) => value !== null).join(", ");
  if (type === "array")
    return `list${schema.maxItems ? ` of at most ${number(schema.maxItems)}` : ""}: ${itemText(schema)}`;
  if (type === "object") return schema.additionalProperties instanceof Object ? "texts by name" : "object";
  if (type === "string") return stringText(schema);
  if (type === "integer") return `whole number${rangeText(schema)}`;
  return type === "boolean" ? "true or false" : type;
}

const itemText = ({ items, prefixItems }: Schema): string =>
  prefixItems
    ? `[${prefixItems.map(schemaText).join(", ")}]`
    : items
      ? schemaText(items)
      : "[person, from, until, tier]";

const formats: Readonly<Record<string, string>> = {
  "date-time": "instant with its offset",
  date: "day",
  uri: "address",
};

function stringText({ format, pattern, maxLength }: Schema): string {
  const known = format && formats[format];
  if (known) return known;
  return `text${maxLength ? `, at most ${number(maxLength)} characters` : ""}${pattern ? " of a given form" : ""}`;
}

const rangeText = ({ minimum, maximum }: Schema): string =>
  maximum !== undefined && maximum < 1_000_000 ? `, ${number(minimum ?? 0)} to ${number(maximum)}` : "";

const number = (value: number): string => value.toLocaleString("en-GB");
