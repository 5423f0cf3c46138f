import { countFormParts, maxFormParts } from "@/lib/form/count-form-parts";

/** Null for anything that is not a readable multipart form, or has more parts than any of ours. The length was checked before. */
export async function readForm(request: Request): Promise<FormData | null> {
  const contentType = request.headers.get("content-type");
  if (!contentType?.toLowerCase().startsWith("multipart/form-data")) return null;
  try {
    const body = await request.arrayBuffer();
    if (countFormParts(new Uint8Array(body), contentType) > maxFormParts) return null;
    return await new Response(body, { headers: { "Content-Type": contentType } }).formData();
  } catch {
    return null;
  }
}
