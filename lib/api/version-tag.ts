/** The version of a record, the number of its last step, as an entity tag. */
export const versionTag = (version: number): string => `"${version}"`;

/** What If-Match demands: a version, any version at all, nothing where the header is absent; or that it is no version. */
export function parseIfMatch(header: string | null): number | "any" | "unreadable" | null {
  if (header === null) return null;
  const text = header.trim();
  if (text === "*") return "any";
  const digits = /^(?:W\/)?"(\d{1,9})"$/.exec(text)?.[1];
  return digits ? Number(digits) : "unreadable";
}
