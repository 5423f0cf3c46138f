import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { requirePerson } from "@/app/_request/session";
import { evidenceAnswer, exporterOf, onlyRead, said } from "@/app/report/evidence-answer";
import { loadPeriod } from "@/app/report/load-report";
import { reportEvidence } from "@/db/report/evidence/report-evidence";
import { reportFilter, reportPath } from "@/lib/report/filter";

export const dynamic = "force-dynamic";

/** The population as evidence (docs/ledger.md), with the report's measures and exceptions. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest): Promise<Response> {
  const filter = reportFilter(Object.fromEntries(request.nextUrl.searchParams));
  const person = await requirePerson(reportPath(filter, "/report.json"));
  const covers = await loadPeriod(filter, person.now);
  if (!covers.ok) return said(422, covers.sentence);
  const { period, zone } = covers;
  return evidenceAnswer(
    await reportEvidence(await exporterOf(person, request.nextUrl.searchParams), {
      filter,
      period,
      zone,
    }),
    person,
    `changes-${period.from}-to-${period.to}.json`,
  );
}

export const HEAD = onlyRead;
export const OPTIONS = onlyRead;
