import { settings } from "@/app/_request/settings";
import { type Problem, problemMediaType, problemOf } from "@/lib/api/problem";
import { securityHeaders } from "@/lib/web/security-headers";

/** What an operation answers, before it is sent. */
export type ApiAnswer = {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An answer that refuses; to be thrown from wherever the reason is found. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;

  constructor(refused: Parameters<typeof problemOf>[0], headers: Readonly<Record<string, string>> = {}) {
    super(refused.detail);
    this.problem = problemOf(refused, settings().appUrl);
    this.headers = headers;
  }
}

export const answerOf = ({ problem, headers }: ApiProblem): ApiAnswer => ({
  status: problem.status,
  body: problem,
  headers: { ...headers, "Content-Type": problemMediaType },
});

export function toResponse({ status, body, headers }: ApiAnswer, method: string): Response {
  return new Response(method === "HEAD" ? null : `${JSON.stringify(body)}\n`, {
    status,
    headers: {
      ...securityHeaders(settings()),
      "Content-Type": "application/json",
      "Cache-Control": "no-store",
      ...headers,
    },
  });
}
