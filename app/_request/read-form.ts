import { mostParts, partsOf } from "@/lib/form/form-parts";

/** The form that a request sends, or null: it is none, cannot be read, or has more parts than any of ours. Its length was judged before. */
export async function readForm(request: Request): Promise<FormData | null> {
  const contentType = request.headers.get("content-type");
  if (!contentType?.toLowerCase().startsWith("multipart/form-data")) return null;
  try {
    const body = await request.arrayBuffer();
    if (partsOf(new Uint8Array(body), contentType) > mostParts) return null;
    return await new Response(body, { headers: { "Content-Type": contentType } }).formData();
  } catch {
    return null;
  }
}
