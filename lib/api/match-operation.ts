import { isStep } from "@/lib/rules/labels";
import { type RecordType, recordTypes } from "@/lib/rules/record";
import { firstRuleOf, type Step } from "@/lib/rules/rules";
import { collections } from "./collections";
import type { Operation, StepOperation } from "./operation";

type Match<Op extends Operation> =
  | { readonly found: "operation"; readonly operation: Op; readonly number: string | null }
  /** A step of the rulebook that no token may take. */
  | {
      readonly found: "closed step";
      readonly recordType: RecordType;
      readonly step: Step;
      readonly number: string | null;
    }
  | { readonly found: "other methods"; readonly methods: readonly string[] }
  | { readonly found: "nothing" };

/** Which of the operations answers a method at a path below /api/v1. HEAD is answered as GET is. */
export function matchOperation<Op extends Operation | StepOperation>(
  operations: readonly Op[],
  method: string,
  path: string,
): Match<Op> {
  const here = operations.flatMap((operation) => {
    const number = numberIn(operation.path, path);
    return number === undefined ? [] : [{ operation, number }];
  });
  const sought = method === "HEAD" ? "GET" : method;
  const found = here.find(({ operation }) => operation.method === sought);
  if (found) return { found: "operation", ...found };
  if (here.length > 0) return { found: "other methods", methods: here.map(({ operation }) => operation.method) };
  return closedStepAt(method, path) ?? { found: "nothing" };
}

/** The number that stands in the path, null where the pattern has none; undefined where it is another path. */
function numberIn(pattern: string, path: string): string | null | undefined {
  const [parts, given] = [pattern.split("/"), path.split("/")];
  if (parts.length !== given.length) return undefined;
  if (!parts.every((part, at) => part === "{number}" || part === given[at])) return undefined;
  return given[parts.indexOf("{number}")] ?? null;
}

function closedStepAt(method: string, path: string): Match<never> | null {
  const [, collection, number, , step = ""] = /^\/([a-z-]+)(?:\/([^/]+))?(\/steps)\/([a-z_]+)$/.exec(path) ?? [];
  const recordType = recordTypes.find((type) => collections[type].path === collection);
  if (!recordType || !isStep(step) || !firstRuleOf(recordType, step)) return null;
  if (method !== "POST") return { found: "other methods", methods: ["POST"] };
  return { found: "closed step", recordType, step, number: number ?? null };
}
