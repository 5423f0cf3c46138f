/** The encodings in which a page can be sent, the smaller one first. */
const encodings = ["br", "gzip"] as const;
export type Encoding = (typeof encodings)[number];

/** The one to use for an `Accept-Encoding` header; null where the client accepts neither. */
export function acceptedEncoding(header: string | null): Encoding | null {
  const accepted = new Map(header?.split(",").map(codingAndWeight));
  return encodings.find((encoding) => (accepted.get(encoding) ?? 0) > 0) ?? null;
}

function codingAndWeight(entry: string): [string, number] {
  const [coding = "", weight] = entry.toLowerCase().split(";", 2);
  return [coding.trim(), weight === undefined ? 1 : Number(/^\s*q=([\d.]+)/.exec(weight)?.[1] ?? 0)];
}
