import type { z } from "zod";
import type { RecordType } from "@/lib/rules/record";
import type { Step } from "@/lib/rules/rules";
import type { tokenScopes } from "@/lib/tokens/token-scopes";
import type { ApiLimit } from "@/lib/web/rate-limits";

/** What the API does at one address by one method: the router and the OpenAPI document are made of these. */
export type Operation = {
  /** Its `operationId`. */
  readonly id: string;
  readonly method: "GET" | "POST";
  /** Below /api/v1, with `{number}` where the number of a record stands. */
  readonly path: string;
  /** What a token needs for it; null where nobody has to prove who they are. */
  readonly scope: (typeof tokenScopes)[number] | null;
  readonly tag: string;
  readonly summary: string;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly status: 200 | 201;
  readonly answer: z.ZodType;
  /** What a request counts against; absent where that is the limit of all others. */
  readonly limit?: ApiLimit;
  /** It answers with the ETag of a record. */
  readonly hasVersion?: true;
};

/** The step that an operation takes; `number` is in its path unless it makes the record. */
export type StepOperation = Operation & {
  readonly recordType: RecordType;
  /** Null where the body's `type` chooses it. */
  readonly step: Step | null;
  readonly creates: boolean;
};
