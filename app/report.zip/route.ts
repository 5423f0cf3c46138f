import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { requireSessionUser, type SessionUser } from "@/app/_request/session";
import {
  busyResponse,
  evidenceResponse,
  exportContext,
  fileHeaders,
  methodNotAllowed,
  textResponse,
} from "@/app/report/evidence-response";
import { loadGenerated } from "@/app/report/load";
import { loadPeriod } from "@/app/report/load-report";
import { exportReportEvidence } from "@/db/report/evidence/export-report-evidence";
import { ExportSlots } from "@/db/report/evidence/export-slots";
import { parseReportFilter, type ReportFilter, reportPath } from "@/lib/report/report-filter";
import { packEntries } from "./pack-entries";
import { type ZipEntry, zipStream } from "./zip-stream";

export const dynamic = "force-dynamic";

/** The report, its evidence, the policy and the verifier in one archive. The same export, rights and limits as `/report.json`. */
export const GET = handler(answerToGet);

/** An archive holds the pages of a report until its reader has them. */
const packSlots = new ExportSlots(2);
const slotPatienceMs = 3000;

async function answerToGet(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const filter = parseReportFilter(Object.fromEntries(query));
  const person = await requireSessionUser(request, reportPath(filter, "/report.zip"));
  const covers = await loadPeriod(filter, person.now);
  if (!covers.ok) return textResponse(422, covers.sentence);
  const release = await packSlots.acquire(person.personId, slotPatienceMs);
  if (typeof release === "string") return busyResponse(release);
  try {
    return await packResponse(query, filter, covers, person, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function packResponse(
  query: URLSearchParams,
  filter: ReportFilter,
  covers: Parameters<typeof loadGenerated>[1],
  person: SessionUser,
  release: () => void,
): Promise<Response> {
  const { period, zone } = covers;
  const result = await exportReportEvidence(await exportContext(person, query), {
    exported: "report.zip",
    filter,
    period,
    zone,
  });
  const name = `changes-${period.from}-to-${period.to}`;
  if (!result.ok) {
    release();
    return evidenceResponse(result, person, `${name}.json`);
  }
  const entries = packEntries({
    evidenceFile: `${name}.json`,
    evidence: result.file,
    loadPages: () => loadGenerated(wholeReport(filter), covers, person.name),
  });
  return new Response(zipStream(releasing(entries, release), { modifiedAt: person.now }), {
    headers: await fileHeaders("application/zip", `${name}.zip`),
  });
}

/** Everything, with the sheets of the sample where one is drawn. */
const wholeReport = (filter: ReportFilter): ReportFilter => ({
  ...filter,
  part: "all",
  sheets: filter.sheets ?? (filter.sample ? "sample" : undefined),
});

/** Frees the slot when all was written, and when the reader is gone. */
async function* releasing(entries: AsyncIterable<ZipEntry>, release: () => void): AsyncGenerator<ZipEntry> {
  try {
    yield* entries;
  } finally {
    release();
  }
}

export const HEAD = methodNotAllowed;
export const OPTIONS = methodNotAllowed;
