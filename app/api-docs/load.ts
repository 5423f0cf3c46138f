import { settings } from "@/app/_request/settings";
import { servedDocument } from "@/app/api/v1/served-document";
import { partsOf, type ReadDocument, type ReferenceGroup, type ReferencePart, referenceOf } from "@/lib/api/reference";

type Reference = { readonly groups: readonly ReferenceGroup[]; readonly parts: readonly ReferencePart[] };
export type LoadedReference = Reference & { readonly appUrl: string };

let reference: Reference | undefined;

/** The reference of the API, made of the OpenAPI document as it is served. */
export function loadReference(): LoadedReference {
  // As a program reads it: what `undefined` leaves out is not there.
  reference ??= read(JSON.parse(JSON.stringify(servedDocument())) as ReadDocument);
  return { appUrl: settings().appUrl, ...reference };
}

const read = (document: ReadDocument): Reference => ({ groups: referenceOf(document), parts: partsOf(document) });
