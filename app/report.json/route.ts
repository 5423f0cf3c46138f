import type { NextRequest } from "next/server";
import { requirePerson } from "@/app/_request/session";
import { settings } from "@/app/_request/settings";
import { evidenceAnswer, exporterOf, onlyRead, said } from "@/app/report/evidence-answer";
import { reportEvidence } from "@/db/report/evidence/report-evidence";
import { firstOpened } from "@/db/report/read-population";
import { reportFilter, reportPath, reportPeriod } from "@/lib/report/filter";

export const dynamic = "force-dynamic";

/** The report's population as evidence (docs/ledger.md), with what the report counts and judges. */
export async function GET(request: NextRequest): Promise<Response> {
  const filter = reportFilter(Object.fromEntries(request.nextUrl.searchParams));
  const person = await requirePerson(reportPath(filter, "/report.json"));
  const zone = settings().siteTimezone;
  const covers = reportPeriod(filter, person.now.toISOString(), zone, await firstOpened());
  if (!covers.ok) return said(422, covers.sentence);
  const { from, to } = covers.period;
  return evidenceAnswer(
    await reportEvidence(await exporterOf(person, request.nextUrl.searchParams), {
      filter,
      period: covers.period,
      zone,
    }),
    person,
    `changes-${from}-to-${to}.json`,
  );
}

export const HEAD = onlyRead;
export const OPTIONS = onlyRead;
