import type { NextRequest } from "next/server";
import { handler } from "@/app/_request/handler";
import { requirePerson } from "@/app/_request/session";
import { onlyRead, refusedExport, said, unsigned } from "@/app/report/evidence-answer";
import { loadPeriod } from "@/app/report/load-report";
import { digest } from "@/db/connection/digest";
import { installationKind } from "@/db/connection/installation";
import { awaitCheckpoint } from "@/db/ledger/await-checkpoint";
import { readPopulation } from "@/db/report/read-population";
import { recordExport } from "@/db/report/record-export";
import { coveredBy, exportedOf, reportFilter, reportPath } from "@/lib/report/filter";
import { populationHash } from "@/lib/report/sample";
import { csvOf } from "./csv-stream";

export const dynamic = "force-dynamic";

/** The population as CSV, with a byte order mark for `bom=1`. Every download is an event. */
export const GET = handler(answerToGet);

async function answerToGet(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const bom = query.get("bom") === "1";
  const filter = reportFilter(Object.fromEntries(query));
  const person = await requirePerson(reportPath(filter, "/report.csv", bom ? { bom: "1" } : {}));
  const covers = await loadPeriod(filter, person.now);
  if (!covers.ok) return said(422, covers.sentence);
  const { period, zone } = covers;
  const covered = coveredBy(filter, period);
  const { ids, now } = await readPopulation(covered);
  const hash = populationHash(
    ids.map((id) => `CHG-${id}`),
    digest,
  );
  const recorded = await recordExport(person, {
    exported: "report.csv",
    ...exportedOf(covered),
    population: ids.length,
    populationHash: hash,
  });
  if (!recorded.ok) return refusedExport(recorded.sentence, person);
  if (!(await awaitCheckpoint(recorded.event))) return unsigned();
  const demo = (await installationKind()) === "demo" ? "demonstration-" : "";
  return new Response(csvOf(ids, { now, zone }, { bom, view: covered }), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${demo}changes-${period.from}-to-${period.to}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}

export const HEAD = onlyRead;
export const OPTIONS = onlyRead;
