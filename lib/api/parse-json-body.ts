/** The longest body of a request, in bytes. */
export const maxApiBodyBytes = 1024 * 1024;
/** How deep objects and lists of a body may lie in each other: no field needs more than three. */
const maxDepth = 16;

type ParsedBody =
  | { readonly ok: true; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: "no JSON" | "too deep" | "no object" };

/** The fields of a JSON body; an empty body has none. Depth is counted before it is parsed. */
export function parseJsonBody(text: string): ParsedBody {
  if (text.trim() === "") return { ok: true, fields: {} };
  if (isDeeperThan(text, maxDepth)) return { ok: false, problem: "too deep" };
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? { ok: true, fields: value } : { ok: false, problem: "no object" };
  } catch {
    return { ok: false, problem: "no JSON" };
  }
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function isDeeperThan(text: string, most: number): boolean {
  let [depth, isInText] = [0, false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (isInText) {
      if (letter === "\\") at += 1;
      else if (letter === '"') isInText = false;
    } else if (letter === '"') isInText = true;
    else if (letter === "{" || letter === "[") {
      depth += 1;
      if (depth > most) return true;
    } else if (letter === "}" || letter === "]") depth -= 1;
  }
  return false;
}
