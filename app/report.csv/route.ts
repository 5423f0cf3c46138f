import type { NextRequest } from "next/server";
import { digest } from "@/db/digest";
import { installationKind } from "@/db/installation";
import { awaitCheckpoint } from "@/db/log/await-checkpoint";
import { recordRefusal } from "@/db/perform";
import { readPopulation } from "@/db/read-population";
import { recordExport } from "@/db/record-export";
import { coveredBy, periodOf, reportFilter, reportPath } from "@/lib/report-filter";
import { clauseOf } from "@/lib/rules";
import { populationHash } from "@/lib/sample";
import { requirePerson } from "../session";
import { settings } from "../settings";
import { csvOf } from "./csv-stream";

export const dynamic = "force-dynamic";

/** The report's population as CSV, a line a change; with `bom=1` after a byte order mark. Each time it is read is an event. */
export async function GET(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const bom = query.get("bom") === "1";
  const filter = reportFilter(Object.fromEntries(query));
  const person = await requirePerson(reportPath(filter, "/report.csv", bom ? { bom: "1" } : {}));
  const zone = settings().siteTimezone;
  const period = periodOf(filter, person.now.toISOString(), zone);
  const covered = coveredBy(filter, period);
  const { ids, now } = await readPopulation(covered);
  const hash = populationHash(
    ids.map((id) => `CHG-${id}`),
    digest,
  );
  const recorded = await recordExport(person, {
    file: "report.csv",
    covered,
    population: ids.length,
    populationHash: hash,
  });
  if (!recorded.ok) {
    const { sentence } = recorded;
    const clause = clauseOf("person", "export", "");
    await recordRefusal(person.token, { step: "export", subject: "person", id: person.personId, sentence, clause });
    return said(403, sentence);
  }
  if (!(await awaitCheckpoint(recorded.event))) return said(503, unsigned, { "Retry-After": "60" });
  const demo = (await installationKind()) === "demo" ? "demonstration-" : "";
  return new Response(csvOf(ids, { now, zone }, bom), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${demo}changes-${period.from}-to-${period.to}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}

/** Each time this file is read is an event: it is not asked for in advance. */
const onlyRead = () => said(405, "This file can only be read.", { Allow: "GET" });
export const HEAD = onlyRead;
export const OPTIONS = onlyRead;

const unsigned =
  "The ledger’s worker has not signed a checkpoint in time, so this export could be left out of the log unseen. Ask again in a minute.";

const said = (status: number, words: string, headers: Record<string, string> = {}) =>
  new Response(`${words}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8", ...headers } });
