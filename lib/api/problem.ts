import { z } from "zod";
import { type Clause, clauses } from "@/lib/rules/clauses";

/** The media type of a refusal (RFC 9457). */
export const problemMediaType = "application/problem+json";

export const problemSchema = z
  .strictObject({
    type: z.string().describe("The address of the policy's clause, or about:blank where none is cited."),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe("The sentence that the record's page shows for the same refusal."),
    clause: z.string().optional().describe("The policy's clause, as it is named in `type` after #."),
    need: z.string().optional().describe("The precondition that does not hold."),
    whoCan: z.array(z.string()).optional().describe("Who can take the step now."),
    fields: z.record(z.string(), z.string()).optional().describe("By field, what is wrong with it."),
    version: z.int().optional().describe("The record's version now, where another one was expected."),
  })
  .meta({ id: "Problem", description: "Why a request was refused." });

export type Problem = z.infer<typeof problemSchema>;

type Refused = Pick<Problem, "status" | "detail" | "need" | "whoCan" | "fields" | "version"> & {
  readonly title?: string;
  readonly clause?: Clause;
};

/** A problem: its type is the clause on the policy's page at `appUrl`, where it cites one. */
export function problemOf({ clause, title, ...refused }: Refused, appUrl: string): Problem {
  const cited = clause ? { type: `${appUrl}/policy#${clause}`, clause } : { type: "about:blank" };
  return { ...cited, title: title ?? (clause ? clauses[clause] : statusTitles[refused.status]) ?? "Error", ...refused };
}

/** What the statuses of the API are called. */
export const statusTitles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  412: "Precondition failed",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Unprocessable content",
  429: "Too many requests",
  500: "Internal error",
  503: "Service unavailable",
};
