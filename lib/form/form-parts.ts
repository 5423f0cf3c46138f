/** More than any form here sends: a list of a thousand, and all other fields. */
export const mostParts = 1500;

/**
 * The number of parts of a multipart body, counted from its bytes, at most `most` + 1: parsing ten thousand parts takes
 * long, counting them does not.
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
