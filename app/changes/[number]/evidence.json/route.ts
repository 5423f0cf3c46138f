import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { requireSessionUser } from "@/app/_request/session";
import { evidenceResponse, exportContext, methodNotAllowed, textResponse } from "@/app/report/evidence-response";
import { readChange } from "@/db/changes/read-change";
import { exportChangeEvidence } from "@/db/report/evidence/export-change-evidence";
import { parseRecordNumber } from "@/lib/changes/record-number";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ number: string }> };

/** A change and its incidents as evidence (docs/ledger.md): each event with its proof of inclusion in the signed log. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest, { params }: Context): Promise<Response> {
  const { number } = await params;
  const person = await requireSessionUser(request, `/changes/${number}/evidence.json`);
  const id = parseRecordNumber(number, "CHG");
  const change = id === null ? null : await readChange(id);
  if (!change) return textResponse(404, "There is no such change.");
  return evidenceResponse(
    await exportChangeEvidence(await exportContext(person, request.nextUrl.searchParams), change.id),
    person,
    `${number}-evidence.json`,
  );
}

export const HEAD = methodNotAllowed;
export const OPTIONS = methodNotAllowed;
