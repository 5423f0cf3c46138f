import { Ajv2020 } from "ajv/dist/2020";
import { expect } from "vitest";

type Document = { readonly paths?: object };
type Operation = { responses: Record<string, { content?: Record<string, { schema: object }> }> };

/** Holds answers of the API to its OpenAPI document: fails where one is not what the document says. */
export function answerValidator(document: Document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  ajv.addSchema({ $id: "openapi", ...document });
  return (method: string, path: string, status: number, contentType: string, body: unknown): void => {
    const found = operationAt(document, method.toLowerCase(), path);
    if (!found) return void expect([404, 405, 401, 403], `${method} ${path}`).toContain(status);
    const [pattern, operation] = found;
    const content = operation.responses[status]?.content?.[contentType];
    expect(content, `${method} ${pattern} answers ${status} ${contentType}`).toBeDefined();
    const pointer = [
      "paths",
      pattern,
      method.toLowerCase(),
      "responses",
      String(status),
      "content",
      contentType,
      "schema",
    ];
    const validate = ajv.getSchema(`openapi#/${pointer.map(escapePointer).join("/")}`);
    expect(validate?.(body), `${method} ${pattern} ${status}: ${JSON.stringify(validate?.errors?.slice(0, 3))}`).toBe(
      true,
    );
  };
}

const escapePointer = (part: string) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

function operationAt(document: Document, method: string, path: string): [string, Operation] | undefined {
  const paths = Object.entries(document.paths ?? {}) as [string, Record<string, Operation>][];
  return paths.flatMap(([pattern, methods]): [string, Operation][] => {
    const operation = methods[method];
    const matches = new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("{number}", "[^/]+")}$`).test(path);
    return operation && matches ? [[pattern, operation]] : [];
  })[0];
}
