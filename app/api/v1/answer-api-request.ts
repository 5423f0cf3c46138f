import type { NextRequest } from "next/server";
import { databaseFailureIn } from "@/db/connection/database-error";
import { matchOperation } from "@/lib/api/match-operation";
import { apiOperations } from "@/lib/api/operations";
import { databaseFailureAdvice, savedWholeOrNot } from "@/lib/web/database-failure";
import { apiCallerOf } from "./api-caller";
import { type ApiAnswer, ApiProblem, answerOf, toResponse } from "./api-responses";
import { readHandlers } from "./read-handlers";
import { takeApiStep } from "./take-api-step";

const apiRoot = "/api/v1";

/** Answers a request of the API: by its operation, or with a problem (RFC 9457). */
export async function answerApiRequest(request: NextRequest): Promise<Response> {
  const answer = await answerTo(request).catch((error: unknown) => answerOf(problemIn(error)));
  return toResponse(answer, request.method);
}

async function answerTo(request: NextRequest): Promise<ApiAnswer> {
  const path = decodedPath(request).slice(apiRoot.length);
  const match = matchOperation(apiOperations(), request.method, path);
  if (match.found === "other methods") throw methodNotAllowed(match.methods);
  if (match.found === "nothing") throw new ApiProblem({ status: 404, detail: "There is no such address in the API." });
  if (match.found === "operation" && match.operation.id === "getOpenApi") return readHandlers.getOpenApi();
  const caller = await apiCallerOf(request, match.found === "operation" ? match.operation.limit : undefined);
  const withLimits = (answer: ApiAnswer) => ({ ...answer, headers: { ...caller.limitHeaders, ...answer.headers } });
  try {
    if (match.found === "closed step") return withLimits(await takeApiStep(request, caller, match));
    const { operation, number } = match;
    if ("recordType" in operation) return withLimits(await takeApiStep(request, caller, { ...operation, number }));
    requireScope(caller.accessToken.scopes, operation.scope);
    return withLimits(
      await readHandlers[operation.id]({ caller, operation, number, query: request.nextUrl.searchParams }),
    );
  } catch (error) {
    return withLimits(answerOf(problemIn(error)));
  }
}

function requireScope(held: readonly string[], scope: string | null): void {
  if (scope && !held.includes(scope))
    throw new ApiProblem({
      status: 403,
      detail: `This token does not have the scope “${scope}”. Create a token that has it.`,
    });
}

function decodedPath({ nextUrl }: NextRequest): string {
  try {
    return decodeURIComponent(nextUrl.pathname);
  } catch {
    return `${apiRoot}/`;
  }
}

function methodNotAllowed(methods: readonly string[]): ApiProblem {
  const allowed = [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))];
  return new ApiProblem(
    { status: 405, detail: `This address takes ${allowed.join(", ")} alone.` },
    { Allow: allowed.join(", ") },
  );
}

function problemIn(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const failure = databaseFailureIn(error);
  if (failure)
    return new ApiProblem(
      { status: 503, detail: `${databaseFailureAdvice(failure)} ${savedWholeOrNot}` },
      { "Retry-After": "5" },
    );
  // Logged without the request, which holds a secret.
  console.error("The API could not answer:", error);
  return new ApiProblem({ status: 500, detail: `This is an error in Windlass. ${savedWholeOrNot}` });
}
