import { settings } from "@/app/_request/settings";
import { sha256Hex } from "@/db/connection/sha256-hex";
import { readPolicyWithin } from "@/db/policy/read-policy";
import { readChangeAudits } from "@/db/report/read-change-audits";
import { readChangeTexts } from "@/db/report/read-change-texts";
import { firstOpened, readPopulation } from "@/db/report/read-population";
import { readRefusedAttempts } from "@/db/report/read-refused-attempts";
import type { ReportMoment } from "@/lib/report/exception-kinds";
import { limitPeriod, type ReportFilter, type ReportPeriod, scopeOf, seedOf } from "@/lib/report/report-filter";
import { drawSample, populationHash } from "@/lib/report/sample";

/** As many changes as a page of the population lists on the screen, and where everything is to be printed. */
const populationPageSize = { screen: 100, whole: 2000 };
export const maxSheets = 200;

/** The period in the site's days, the same for the page and its files; or why there is none. */
export async function loadPeriod(filter: ReportFilter, now: Date) {
  const zone = settings().siteTimezone;
  return { ...limitPeriod(filter, now.toISOString(), zone, await firstOpened()), zone };
}

export type Report = Awaited<ReturnType<typeof loadReport>>;

export async function loadReport(
  filter: ReportFilter,
  period: ReportPeriod,
  { zone }: Pick<ReportMoment, "zone">,
  after: number,
) {
  const covered = scopeOf(filter, period);
  const population = await readPopulation(covered);
  const { ids } = population;
  const numbers = ids.map((id) => `CHG-${id}`);
  const seed = seedOf(filter, period);
  const sampleNumbers = filter.sample ? drawSample(numbers, filter.sample, seed, sha256Hex) : null;
  const listed = ids.filter((id) => id > after).slice(0, listedAtMost(filter));
  const requested = requestedSheets(filter, ids, sampleNumbers);
  const sheets = after > 0 ? [] : requested.slice(0, maxSheets);
  const wordingIds = [...new Set([...listed, ...sheets])].sort((one, other) => one - other);
  const [audits, wording, versions, attempts] = await Promise.all([
    readChangeAudits(after > 0 ? listed : ids, undefined, filter),
    readChangeTexts(wordingIds, undefined, filter),
    readPolicyWithin(period.start, period.end),
    readRefusedAttempts(covered, ids),
  ]);
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
    versions,
    attempts,
    hash: populationHash(numbers, sha256Hex),
    moment: { now: population.now, zone },
    listed: listed.flatMap(recordWithWording),
    /** The cursor of the next page; null on the last. */
    nextAfter: (listed.at(-1) ?? Number.POSITIVE_INFINITY) < (ids.at(-1) ?? 0) ? (listed.at(-1) ?? null) : null,
    sheets: sheets.flatMap(recordWithWording),
    sheetsRequested: requested.length,
    /** On the screen a large population is listed a line a change, and of each kind of exception the first few. */
    isBrief: filter.part !== "all" && ids.length > populationPageSize.screen,
  };
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
