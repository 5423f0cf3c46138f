import { refusalsByCode } from "@/lib/refusals/refusal-sentence";

/** The codes with which these functions refuse, each once; those of needs come from the rules. */
export const codesIn = (sql: string): readonly string[] => [
  ...new Set([...sql.matchAll(/\b(?:refuse|refusal_sentence)\('([^']*)'/g)].map(([, code = ""]) => code)),
];

/** Fails, before anything is migrated, for functions that refuse with a code that has no words. */
export function requireWords(sql: string): void {
  const wordless = codesIn(sql).filter((code) => !refusalsByCode.has(code));
  if (wordless.length === 0) return;
  throw new Error(
    `The database would refuse with ${wordless.join(", ")}, of which lib/refusals/refusal-list.ts says nothing. Nothing was changed. Give each its words there.`,
  );
}
