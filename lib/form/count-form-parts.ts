/** More than any form here sends: a list of a thousand, and all other fields. */
export const maxFormParts = 1500;

/**
 * The number of parts of a multipart body, counted from its bytes, at most `most` + 1: parsing ten thousand parts takes
 * long, counting them does not.
 */
export function countFormParts(body: Uint8Array, contentType: string | null, maxParts: number = maxFormParts): number {
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec((contentType ?? "").slice(0, 1000));
  const delimiter = new TextEncoder().encode(`--${boundary?.[1] ?? boundary?.[2] ?? ""}`);
  let parts = 0;
  for (
    let at = indexOfBytes(body, delimiter, 0);
    at >= 0 && parts <= maxParts;
    at = indexOfBytes(body, delimiter, at + delimiter.length)
  )
    parts += 1;
  return parts;
}

function indexOfBytes(body: Uint8Array, needle: Uint8Array, from: number): number {
  const first = needle[0] ?? 0;
  for (let at = body.indexOf(first, from); at >= 0; at = body.indexOf(first, at + 1))
    if (needle.every((byte, index) => body[at + index] === byte)) return at;
  return -1;
}
