import type { SessionUser } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { installationKind } from "@/db/connection/installation-kind";
import type { ExportResult } from "@/db/report/evidence/export-evidence";
import type { SlotRefusal } from "@/db/report/evidence/export-slots";
import { recordRefusal } from "@/db/steps/perform-step";
import { clauseOf } from "@/lib/rules/rules";

/** The origin of an evidence file; `since` in its address names an older checkpoint that the reader has. */
export const exportContext = async (person: SessionUser, query: URLSearchParams) => ({
  since: Number(/^\d{1,15}$/.exec(query.get("since") ?? "")?.[0] ?? 0),
  person,
  organisation: settings().organisation,
  demonstration: (await installationKind()) === "demo",
});

/** Streams the file while it is written. */
export async function evidenceResponse(result: ExportResult, person: SessionUser, name: string): Promise<Response> {
  if (result.ok)
    return new Response(result.file, { headers: await fileHeaders("application/json; charset=utf-8", name) });
  if ("sentence" in result) return refuseExport(result.sentence, person);
  return result.kind === "unsigned" ? unsignedResponse() : busyResponse(result.kind);
}

/** The headers of a file that is taken away; of a demonstration its name says so. */
export const fileHeaders = async (type: string, name: string) => ({
  "Content-Type": type,
  "Content-Disposition": `attachment; filename="${(await installationKind()) === "demo" ? "demonstration-" : ""}${name}"`,
  "Cache-Control": "private, no-store",
});

/** As many files as may be written at once are being written, or one of this person is. */
export const busyResponse = (kind: SlotRefusal) => retryLaterResponse(busyMessages[kind]);

const busyMessages = {
  busy: "Other files are being written right now. Try again in a minute.",
  yours: "Another file of yours is still being written. Wait for it or cancel it, then try again in a minute.",
} as const;

/** The refusal is recorded on the person's chain. */
export async function refuseExport(sentence: string, person: SessionUser): Promise<Response> {
  const clause = clauseOf("person", "export", "");
  await recordRefusal(person.token, {
    step: "export",
    recordType: "person",
    recordId: person.personId,
    sentence,
    clause,
  });
  return textResponse(403, sentence);
}

/** An export is sent only when its event is covered by a signed checkpoint. */
export const unsignedResponse = () =>
  retryLaterResponse(
    "The ledger worker did not sign a checkpoint in time, so this file could not be verified. Try again in a minute.",
  );

const retryLaterResponse = (text: string) => textResponse(503, text, { "Retry-After": "60" });

export const textResponse = (status: number, text: string, headers: Record<string, string> = {}) =>
  new Response(`${text}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers } });

/** Every download is an event, so that only GET is supported. */
export const methodNotAllowed = () => textResponse(405, "This file is read-only.", { Allow: "GET" });
