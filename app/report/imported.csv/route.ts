import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { requireSessionUser } from "@/app/_request/session";
import {
  fileHeaders,
  methodNotAllowed,
  refuseExport,
  textResponse,
  unsignedResponse,
} from "@/app/report/evidence-response";
import { loadPeriod } from "@/app/report/load-report";
import { readImportedFile } from "@/db/imports/read-imported-file";
import { readImportedExtent } from "@/db/imports/read-imported-in-report";
import { awaitCheckpoint } from "@/db/ledger/await-checkpoint";
import { recordExport } from "@/db/report/record-export";
import { importedCsvHead, importedCsvRows } from "@/lib/imports/imported-csv";
import { exportInputOf, parseReportFilter, type ReportScope, reportPath, scopeOf } from "@/lib/report/report-filter";

export const dynamic = "force-dynamic";

/** The imported records of a report's period as CSV, apart from its changes. Every download is an event. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const bom = query.get("bom") === "1";
  const filter = { ...parseReportFilter(Object.fromEntries(query)), type: undefined };
  const person = await requireSessionUser(request, reportPath(filter, "/report/imported.csv", bom ? { bom: "1" } : {}));
  const covers = await loadPeriod(filter, person.now);
  if (!covers.ok) return textResponse(422, covers.sentence);
  const covered = scopeOf(filter, covers.period);
  const { count, hash } = await readImportedExtent(covered);
  const input = { exported: "imported.csv", ...exportInputOf(covered), population: count, recordsHash: hash };
  const recorded = await recordExport(person, input);
  if (!recorded.ok) return refuseExport(recorded.sentence, person);
  if (!(await awaitCheckpoint(recorded.event))) return unsignedResponse();
  const { from, to } = covers.period;
  return new Response(fileStream(covered, bom), {
    headers: await fileHeaders("text/csv; charset=utf-8; header=present", `imported-records-${from}-to-${to}.csv`),
  });
}

function fileStream(covered: ReportScope, bom: boolean): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const batches = readImportedFile(covered);
  return new ReadableStream(
    {
      start: (controller) => controller.enqueue(encoder.encode(importedCsvHead(bom))),
      async pull(controller) {
        const { done, value } = await batches.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(importedCsvRows(value)));
      },
      cancel: () => void batches.return(undefined),
    },
    { highWaterMark: 1 },
  );
}

export const HEAD = methodNotAllowed;
export const OPTIONS = methodNotAllowed;
