import type { Person } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { installationKind } from "@/db/connection/installation";
import type { HandedOut } from "@/db/report/evidence/hand-out";
import { recordRefusal } from "@/db/steps/perform";
import { clauseOf } from "@/lib/rules/rules";

/** The origin of an evidence file; `since` in its address names an older checkpoint that the reader has. */
export const exporterOf = async (person: Person, query: URLSearchParams) => ({
  since: Number(/^\d{1,15}$/.exec(query.get("since") ?? "")?.[0] ?? 0),
  person,
  organisation: settings().organisation,
  demonstration: (await installationKind()) === "demo",
});

/** Streams the file while it is written. */
export async function evidenceAnswer(handed: HandedOut, person: Person, name: string): Promise<Response> {
  if (handed.ok)
    return new Response(handed.file, {
      headers: {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Disposition": `attachment; filename="${(await installationKind()) === "demo" ? "demonstration-" : ""}${name}"`,
        "Cache-Control": "private, no-store",
      },
    });
  if ("sentence" in handed) return refusedExport(handed.sentence, person);
  return handed.because === "unsigned" ? unsigned() : later(noSlot[handed.because]);
}

const noSlot = {
  busy: "Other files are being written right now. Try again in a minute.",
  yours: "Another file of yours is still being written. Wait for it or cancel it, then try again in a minute.",
} as const;

/** The refusal is recorded on the person's chain. */
export async function refusedExport(sentence: string, person: Person): Promise<Response> {
  const clause = clauseOf("person", "export", "");
  await recordRefusal(person.token, { step: "export", subject: "person", id: person.personId, sentence, clause });
  return said(403, sentence);
}

/** An export is sent only when its event is covered by a signed checkpoint. */
export const unsigned = () =>
  later(
    "The ledger worker did not sign a checkpoint in time, so this file could not be verified. Try again in a minute.",
  );

const later = (words: string) => said(503, words, { "Retry-After": "60" });

export const said = (status: number, words: string, headers: Record<string, string> = {}) =>
  new Response(`${words}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers } });

/** Every download is an event, so that only GET is supported. */
export const onlyRead = () => said(405, "This file is read-only.", { Allow: "GET" });
