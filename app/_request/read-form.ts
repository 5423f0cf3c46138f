import { countFormParts, maxFormParts } from "@/lib/form/count-form-parts";

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

/** The bytes of a multipart form with no more parts than any of ours; null for anything else. */
export async function readFormBytes(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  const contentType = request.headers.get("content-type");
  if (!contentType?.toLowerCase().startsWith("multipart/form-data")) return null;
  const body = new Uint8Array(await request.arrayBuffer());
  return countFormParts(body, contentType) > maxFormParts ? null : body;
}
