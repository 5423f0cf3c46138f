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
import { sha256Hex } from "@/db/connection/sha256-hex";
import { awaitCheckpoint } from "@/db/ledger/await-checkpoint";
import { readPopulation } from "@/db/report/read-population";
import { recordExport } from "@/db/report/record-export";
import { exportInputOf, parseReportFilter, reportPath, scopeOf } from "@/lib/report/report-filter";
import { populationHash } from "@/lib/report/sample";
import { csvStream } from "./csv-stream";

export const dynamic = "force-dynamic";

/** The population as CSV, with a byte order mark for `bom=1`. Every download is an event. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const bom = query.get("bom") === "1";
  const filter = parseReportFilter(Object.fromEntries(query));
  const person = await requireSessionUser(request, reportPath(filter, "/report.csv", bom ? { bom: "1" } : {}));
  const covers = await loadPeriod(filter, person.now);
  if (!covers.ok) return textResponse(422, covers.sentence);
  const { period, zone } = covers;
  const covered = scopeOf(filter, period);
  const { ids, now } = await readPopulation(covered);
  const hash = populationHash(
    ids.map((id) => `CHG-${id}`),
    sha256Hex,
  );
  const recorded = await recordExport(person, {
    exported: "report.csv",
    ...exportInputOf(covered),
    population: ids.length,
    populationHash: hash,
  });
  if (!recorded.ok) return refuseExport(recorded.sentence, person);
  if (!(await awaitCheckpoint(recorded.event))) return unsignedResponse();
  return new Response(csvStream(ids, { now, zone }, { bom, view: covered }), {
    headers: await fileHeaders("text/csv; charset=utf-8; header=present", `changes-${period.from}-to-${period.to}.csv`),
  });
}

export const HEAD = methodNotAllowed;
export const OPTIONS = methodNotAllowed;
