/** The most fields that a form of this product sends: a thousand of one list, and all others. */
export const mostParts = 1500;

/**
 * How many parts a multipart form has, as its bytes say, but no more than `most` and one: to read a form of ten thousand
 * takes long, to count them does not.
 */
export function partsOf(body: Uint8Array, contentType: string | null, most: number = mostParts): number {
  const boundary = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec((contentType ?? "").slice(0, 1000));
  const mark = new TextEncoder().encode(`--${boundary?.[1] ?? boundary?.[2] ?? ""}`);
  let parts = 0;
  for (let at = find(body, mark, 0); at >= 0 && parts <= most; at = find(body, mark, at + mark.length)) parts += 1;
  return parts;
}

function find(body: Uint8Array, mark: Uint8Array, from: number): number {
  const first = mark[0] ?? 0;
  for (let at = body.indexOf(first, from); at >= 0; at = body.indexOf(first, at + 1))
    if (mark.every((byte, place) => body[at + place] === byte)) return at;
  return -1;
}
