import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import type { Operation, StepOperation } from "./operation";
import { problemMediaType, problemSchema, statusTitles } from "./problem";

type DocumentOptions = { readonly appUrl: string; readonly version: string };
type OpenApiDocument = ReturnType<OpenApiGeneratorV31["generateDocument"]>;

/** The OpenAPI 3.1 document of the operations. */
export function openApiDocument(
  operations: readonly (Operation | StepOperation)[],
  { appUrl, version }: DocumentOptions,
): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "token", {
    ...{ type: "http", scheme: "bearer" },
    description: "A token of a person (wlp_…) or of a service account (wls_…).",
  });
  for (const operation of operations) registry.registerPath(pathOf(operation));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: { title: "Windlass", version, description },
    servers: [{ url: `${appUrl}/api/v1` }],
  });
}

const description =
  "Production change control. Steps are those of the policy’s rulebook; a token takes only those that its scope allows, and never decides.";

type Registered = Parameters<OpenAPIRegistry["registerPath"]>[0];

function pathOf(operation: Operation | StepOperation): Registered {
  const { id, path, summary, tag, scope, status, answer, body, query } = operation;
  return {
    ...{ operationId: id, path, summary, tags: [tag] },
    method: operation.method === "GET" ? "get" : "post",
    security: scope ? [{ token: [] }] : [],
    ...(scope && { "x-token-scope": scope }),
    request: {
      ...(path.includes("{number}") && { params: z.object({ number: z.string() }) }),
      ...(query && { query }),
      ...("step" in operation && { headers: stepHeaders(operation.creates) }),
      ...(body && { body: { required: true, content: { "application/json": { schema: body } } } }),
    },
    responses: {
      [status]: {
        description: status === 201 ? "Created" : "Done",
        ...(operation.hasVersion && { headers: z.object({ ETag: z.string() }) }),
        content: { "application/json": { schema: answer } },
      },
      ...Object.fromEntries(
        problemStatuses(operation).map((code) => [
          code,
          { description: statusTitles[code] ?? "", content: { [problemMediaType]: { schema: problemSchema } } },
        ]),
      ),
    },
  };
}

const stepHeaders = (creates: boolean) =>
  z.object({
    "Idempotency-Key": z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe("The same key and body get the same answer once more."),
    ...(!creates && { "If-Match": z.string().max(20).optional().describe("The ETag that the record was read with.") }),
  });

function problemStatuses({ scope, path, body, query }: Operation): readonly number[] {
  return [
    ...(query || body ? [400] : []),
    ...(scope ? [401, 403, 429] : []),
    ...(path.includes("{number}") ? [404] : []),
    ...(body ? [409, 412, 413, 415, 422] : []),
    503,
  ];
}
