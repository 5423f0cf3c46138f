import type { NextRequest } from "next/server";
import { reportEvidence } from "@/db/evidence/report-evidence";
import { periodOf, reportFilter, reportPath } from "@/lib/report-filter";
import { evidenceAnswer, exporterOf, onlyRead } from "../evidence-answer";
import { requirePerson } from "../session";
import { settings } from "../settings";

export const dynamic = "force-dynamic";

/** The report's population as evidence (docs/ledger.md), with what the report counts and judges. */
export async function GET(request: NextRequest): Promise<Response> {
  const filter = reportFilter(Object.fromEntries(request.nextUrl.searchParams));
  const person = await requirePerson(reportPath(filter, "/report.json"));
  const of = { filter, now: person.now.toISOString(), zone: settings().siteTimezone };
  const { from, to } = periodOf(filter, of.now, of.zone);
  return evidenceAnswer(
    await reportEvidence(await exporterOf(person, request.nextUrl.searchParams), of),
    person,
    `changes-${from}-to-${to}.json`,
  );
}

export const HEAD = onlyRead;
export const OPTIONS = onlyRead;
