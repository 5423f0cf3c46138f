import { settings } from "@/app/_request/settings";
import { digest } from "@/db/connection/digest";
import { readPolicyWithin } from "@/db/policy/read-policy";
import { firstOpened, readPopulation } from "@/db/report/read-population";
import { readRefusedAttempts } from "@/db/report/read-refused-attempts";
import { readTraces } from "@/db/report/read-traces";
import { readWording } from "@/db/report/read-wording";
import type { Moment } from "@/lib/report/exception-kinds";
import { coveredBy, type Period, type ReportFilter, reportPeriod, seedOf } from "@/lib/report/filter";
import { populationHash, sampleOf } from "@/lib/report/sample";

const pageOfPopulation = 2000;
export const mostSheets = 200;

/** The period in the site's days, the same for the page and its files; or why there is none. */
export async function loadPeriod(filter: ReportFilter, now: Date) {
  const zone = settings().siteTimezone;
  return { ...reportPeriod(filter, now.toISOString(), zone, await firstOpened()), zone };
}

export type Report = Awaited<ReturnType<typeof loadReport>>;

export async function loadReport(filter: ReportFilter, period: Period, { zone }: Pick<Moment, "zone">, after: number) {
  const covered = coveredBy(filter, period);
  const population = await readPopulation(covered);
  const { ids } = population;
  const numbers = ids.map((id) => `CHG-${id}`);
  const seed = seedOf(filter, period);
  const drawn = filter.sample ? sampleOf(numbers, filter.sample, seed, digest) : null;
  const listed = ids.filter((id) => id > after).slice(0, pageOfPopulation);
  const wanted = wantedSheets(filter, ids, drawn);
  const sheets = after > 0 ? [] : wanted.slice(0, mostSheets);
  const both = [...new Set([...listed, ...sheets])].sort((one, other) => one - other);
  const [traces, wording, versions, attempts] = await Promise.all([
    readTraces(after > 0 ? listed : ids, undefined, filter),
    readWording(both, undefined, filter),
    readPolicyWithin(period.start, period.end),
    readRefusedAttempts(covered, ids),
  ]);
  const traceOf = new Map(traces.map((trace) => [trace.id, trace]));
  const wordsOf = new Map(wording.map((words) => [words.id, words]));
  const told = (id: number) => {
    const [trace, words] = [traceOf.get(id), wordsOf.get(id)];
    return trace && words ? [{ trace, words }] : [];
  };
  return {
    filter,
    period,
    population,
    seed,
    drawn,
    traces,
    versions,
    attempts,
    hash: populationHash(numbers, digest),
    moment: { now: population.now, zone },
    listed: listed.flatMap(told),
    /** The cursor of the next page; null on the last. */
    goOnAfter: (listed.at(-1) ?? 0) < (ids.at(-1) ?? 0) ? (listed.at(-1) ?? null) : null,
    sheets: sheets.flatMap(told),
    sheetsWanted: wanted.length,
  };
}

function wantedSheets(
  { sheets }: ReportFilter,
  ids: readonly number[],
  drawn: readonly string[] | null,
): readonly number[] {
  if (sheets === "all") return ids;
  return sheets === "sample" ? (drawn ?? []).map((number) => Number(number.slice("CHG-".length))) : [];
}
