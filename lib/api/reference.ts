import { type Schema, schemaText } from "./schema-text";

export type ReferenceField = {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
};

/** An operation as the page of the reference shows it. */
export type ReferenceOperation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly scope: string | null;
  readonly parameters: readonly ReferenceField[];
  /** What its body may be: one list of fields for each form that it has. */
  readonly bodies: readonly (readonly ReferenceField[])[];
  readonly answer: readonly ReferenceField[];
  /** The part of the document that says what is answered, where several operations answer the same. */
  readonly answerPart: string | null;
  readonly problems: readonly string[];
};

/** What several operations answer. */
export type ReferencePart = { readonly name: string; readonly fields: readonly ReferenceField[] };

export type ReferenceGroup = { readonly tag: string; readonly operations: readonly ReferenceOperation[] };

// The parts of an OpenAPI document that are read here.
type Content = Readonly<Record<string, { readonly schema?: Schema }>>;
type Parameter = { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: Schema };
type DocumentOperation = {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly "x-token-scope"?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
};
export type ReadDocument = {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentOperation>>>>;
};

/** The reference of an OpenAPI document: its operations by tag, in its order. */
export function referenceOf(document: ReadDocument): readonly ReferenceGroup[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: operation.tags[0] ?? "",
      operation: toReference(method.toUpperCase(), path, operation),
    })),
  );
  return [...new Set(all.map(({ tag }) => tag))].map((tag) => ({
    tag,
    operations: all.filter((one) => one.tag === tag).map(({ operation }) => operation),
  }));
}

/** The parts that several operations answer, a refusal among them. */
export const partsOf = ({ components }: ReadDocument): readonly ReferencePart[] =>
  Object.entries(components.schemas).map(([name, schema]) => ({ name, fields: fieldsOf(schema) }));

function toReference(method: string, path: string, operation: DocumentOperation): ReferenceOperation {
  const { operationId: id, summary, parameters = [], requestBody, responses } = operation;
  const [done] = Object.entries(responses).filter(([status]) => status < "300");
  return {
    ...{ id, method, path, summary, scope: operation["x-token-scope"] ?? null },
    parameters: parameters.map(({ name, in: place, required = false, schema = {} }) => ({
      ...{ name, type: schemaText(schema), isRequired: required },
      description: [place, schema.description].filter(Boolean).join(": "),
    })),
    bodies: formsOf(jsonIn(requestBody?.content)).map((schema) => fieldsOf(schema)),
    answer: fieldsOf(jsonIn(done?.[1].content)),
    answerPart: jsonIn(done?.[1].content).$ref?.split("/").at(-1) ?? null,
    problems: Object.entries(responses).flatMap(([status, { description }]) =>
      status < "300" ? [] : [`${status} ${description}`],
    ),
  };
}

const jsonIn = (content: Content | undefined): Schema => content?.["application/json"]?.schema ?? {};

const formsOf = (schema: Schema): readonly Schema[] =>
  (schema.anyOf ?? schema.oneOf ?? [schema]).filter(({ properties }) => Object.keys(properties ?? {}).length > 0);

/** Its fields; those of an object within, and of the rows of a list, behind the name that holds them. */
function fieldsOf({ properties = {}, required = [] }: Schema, within = ""): readonly ReferenceField[] {
  return Object.entries(properties).flatMap(([property, schema]) => {
    const name = `${within}${property}`;
    const field = { name, type: schemaText(schema), isRequired: required.includes(property) };
    const rows = schema.items?.properties ? fieldsOf(schema.items, `${name}[].`) : [];
    return [{ ...field, description: schema.description ?? "" }, ...fieldsOf(schema, `${name}.`), ...rows];
  });
}
