import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { requireSessionUser } from "@/app/_request/session";
import { evidenceResponse, exportContext, methodNotAllowed, textResponse } from "@/app/report/evidence-response";
import { loadPeriod } from "@/app/report/load-report";
import { exportReportEvidence } from "@/db/report/evidence/export-report-evidence";
import { parseReportFilter, reportPath } from "@/lib/report/report-filter";

export const dynamic = "force-dynamic";

/** The population as evidence (docs/ledger.md), with the report's measures and exceptions. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest): Promise<Response> {
  const filter = parseReportFilter(Object.fromEntries(request.nextUrl.searchParams));
  const person = await requireSessionUser(request, reportPath(filter, "/report.json"));
  const covers = await loadPeriod(filter, person.now);
  if (!covers.ok) return textResponse(422, covers.sentence);
  const { period, zone } = covers;
  return evidenceResponse(
    await exportReportEvidence(await exportContext(person, request.nextUrl.searchParams), {
      filter,
      period,
      zone,
    }),
    person,
    `changes-${period.from}-to-${period.to}.json`,
  );
}

export const HEAD = methodNotAllowed;
export const OPTIONS = methodNotAllowed;
