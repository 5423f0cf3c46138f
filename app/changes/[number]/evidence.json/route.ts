import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { requirePerson } from "@/app/_request/session";
import { evidenceAnswer, exporterOf, onlyRead, said } from "@/app/report/evidence-answer";
import { readChange } from "@/db/changes/read-change";
import { changeEvidence } from "@/db/report/evidence/change-evidence";
import { recordIn } from "@/lib/changes/record-number";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ number: string }> };

/** A change and its incidents as evidence (docs/ledger.md): each event with its proof of inclusion in the signed log. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest, { params }: Context): Promise<Response> {
  const { number } = await params;
  const person = await requirePerson(`/changes/${number}/evidence.json`);
  const id = recordIn(number, "CHG");
  const change = id === null ? null : await readChange(id);
  if (!change) return said(404, "There is no such change.");
  return evidenceAnswer(
    await changeEvidence(await exporterOf(person, request.nextUrl.searchParams), change.id),
    person,
    `${number}-evidence.json`,
  );
}

export const HEAD = onlyRead;
export const OPTIONS = onlyRead;
