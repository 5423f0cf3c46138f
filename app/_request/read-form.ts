import { countFormParts, maxFormParts } from "@/lib/form/count-form-parts";
import { closedFormStart } from "@/lib/web/form-start";
import { maxBodyBytes } from "@/lib/web/refused-request";

/** Null for anything that is not a readable multipart form, or has more parts than any of ours. The length was checked before. */
export async function readForm(request: Request): Promise<FormData | null> {
  try {
    const body = await readFormBytes(request);
    if (!body) return null;
    const contentType = request.headers.get("content-type") ?? "";
    return await new Response(body, { headers: { "Content-Type": contentType } }).formData();
  } catch {
    return null;
  }
}

/** The fields that are complete within as many bytes as a form without files may have; the rest is not read. */
export async function readFormStart(request: Request): Promise<FormData | null> {
  const contentType = request.headers.get("content-type") ?? "";
  const start = closedFormStart(await readBodyStart(request, maxBodyBytes), contentType);
  return (
    start &&
    readForm(new Request(request.url, { method: "POST", body: start, headers: { "Content-Type": contentType } }))
  );
}

async function readBodyStart(request: Request, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  while (reader && length < maxBytes) {
    const { value } = await reader.read();
    if (!value) break;
    pieces.push(value);
    length += value.length;
  }
  await reader?.cancel();
  return Buffer.concat(pieces).subarray(0, maxBytes);
}

/** The bytes of a multipart form with no more parts than any of ours; null for anything else. */
export async function readFormBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const contentType = request.headers.get("content-type");
  if (!contentType?.toLowerCase().startsWith("multipart/form-data")) return null;
  const body = new Uint8Array(await request.arrayBuffer());
  return countFormParts(body, contentType) > maxFormParts ? null : body;
}
