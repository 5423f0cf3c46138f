import { settings } from "@/app/_request/settings";
import { sha256Hex } from "@/db/connection/sha256-hex";
import { firstImported, readImportedInReport } from "@/db/imports/read-imported-in-report";
import { readPolicyWithin } from "@/db/policy/read-policy";
import { readChangeAudits } from "@/db/report/read-change-audits";
import { readChangeTexts } from "@/db/report/read-change-texts";
import { readPeriodFigures } from "@/db/report/read-period-figures";
import { firstOpened, readPopulation } from "@/db/report/read-population";
import { readRefusedAttempts } from "@/db/report/read-refused-attempts";
import { reportDb } from "@/db/report/report-db";
import type { ReportMoment } from "@/lib/report/exception-kinds";
import { exceptionsOf } from "@/lib/report/exceptions";
import { periodBefore } from "@/lib/report/figures/period-before";
import { limitPeriod, type ReportFilter, type ReportPeriod, scopeOf, seedOf } from "@/lib/report/report-filter";
import { drawSample, populationHash } from "@/lib/report/sample";
import { toMicroseconds } from "@/lib/time/exact-time";

/** As many changes as a page of the population lists on the screen, and where everything is to be printed. */
const populationPageSize = { screen: 100, whole: 2000 };
export const maxSheets = 200;

/** The period in the site's days, the same for the page and its files; or why there is none. */
export async function loadPeriod(filter: ReportFilter, now: Date) {
  const zone = settings().siteTimezone;
  const [opened, imported] = await Promise.all([firstOpened(), firstImported()]);
  return { ...limitPeriod(filter, now.toISOString(), zone, opened, imported), zone, firstOpened: opened };
}

export type Report = Awaited<ReturnType<typeof loadReport>>;

export async function loadReport(
  filter: ReportFilter,
  period: ReportPeriod,
  { zone, firstOpened }: Pick<ReportMoment, "zone"> & { readonly firstOpened: string | null },
  after: number,
) {
  const covered = scopeOf(filter, period);
  const db = await reportDb();
  const population = await readPopulation(covered, db);
  const { ids } = population;
  const numbers = ids.map((id) => `CHG-${id}`);
  const seed = seedOf(filter, period);
  const sampleNumbers = filter.sample ? drawSample(numbers, filter.sample, seed, sha256Hex) : null;
  const listed = ids.filter((id) => id > after).slice(0, listedAtMost(filter));
  const requested = requestedSheets(filter, ids, sampleNumbers);
  const sheets = after > 0 ? [] : requested.slice(0, maxSheets);
  const wordingIds = [...new Set([...listed, ...sheets])].sort((one, other) => one - other);
  const earlier = comparedPeriod(period, zone, firstOpened);
  const [audits, wording, versions, attempts, [earlierFigures], imported] = await Promise.all([
    readChangeAudits(after > 0 ? listed : ids, db, filter),
    readChangeTexts(wordingIds, db, filter),
    readPolicyWithin(period.start, period.end),
    readRefusedAttempts(covered, ids, db),
    readPeriodFigures(earlier && after === 0 ? [earlier] : [], covered, db),
    after > 0 ? noImported : readImportedInReport(covered, listedAtMost(filter), db),
  ]);
  const moment = { now: population.now, zone };
  const auditById = new Map(audits.map((audit) => [audit.id, audit]));
  const wordingById = new Map(wording.map((wording) => [wording.id, wording]));
  const recordWithWording = (id: number) => {
    const [audit, wording] = [auditById.get(id), wordingById.get(id)];
    return audit && wording ? [{ audit, wording }] : [];
  };
  return {
    filter,
    period,
    population,
    seed,
    sampleNumbers,
    audits,
    /** The period before and its figures; null where no change was opened before the period. */
    before: earlier && earlierFigures ? { period: earlier, figures: earlierFigures } : null,
    versions,
    attempts,
    /** Counted and listed apart: no figure of the report has them in it. */
    imported,
    hash: populationHash(numbers, sha256Hex),
    moment,
    exceptions: exceptionsOf(audits, moment),
    listed: listed.flatMap(recordWithWording),
    /** The cursor of the next page; null on the last. */
    nextAfter: (listed.at(-1) ?? Number.POSITIVE_INFINITY) < (ids.at(-1) ?? 0) ? (listed.at(-1) ?? null) : null,
    sheets: sheets.flatMap(recordWithWording),
    sheetsRequested: requested.length,
    /** Outside of the part with everything, the population is listed a line a change, and of each kind of exception the first few. */
    isBrief: filter.part !== "all",
  };
}

const noImported = { count: 0, sources: [], records: [] };

/** The period before, where anything was opened by its end. */
function comparedPeriod(period: ReportPeriod, zone: string, firstOpened: string | null): ReportPeriod | null {
  const before = periodBefore(period, zone);
  return firstOpened !== null && toMicroseconds(firstOpened) < toMicroseconds(before.end) ? before : null;
}

const listedAtMost = ({ part }: ReportFilter): number => {
  if (part === "summary" || part === "sample") return 0;
  return part === "all" ? populationPageSize.whole : populationPageSize.screen;
};

function requestedSheets(
  { sheets, part }: ReportFilter,
  ids: readonly number[],
  sampleNumbers: readonly string[] | null,
): readonly number[] {
  if (part === "summary") return [];
  if (sheets === "all") return ids;
  return sheets === "sample" || part === "sample"
    ? (sampleNumbers ?? []).map((number) => Number(number.slice("CHG-".length)))
    : [];
}
