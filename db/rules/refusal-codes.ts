import { refusalsByCode } from "@/lib/refusals/refusal-sentence";

/** The distinct refusal codes in these SQL functions. Codes of preconditions are not literals: they come from the rules. */
export const refusalCodesIn = (sql: string): readonly string[] => [
  ...new Set([...sql.matchAll(/\b(?:refuse|refusal_sentence)\('([^']*)'/g)].map(([, code = ""]) => code)),
];

/** Fails before a migration where a function refuses with a code that has no message. */
export function requireRefusalMessages(sql: string): void {
  const wordless = refusalCodesIn(sql).filter((code) => !refusalsByCode.has(code));
  if (wordless.length === 0) return;
  throw new Error(
    `The database would refuse with ${wordless.join(", ")}, which lib/refusals/refusal-list.ts does not define. Nothing was changed. Define each code there.`,
  );
}
