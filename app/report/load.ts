import type { Loaded, PageRequest, Query } from "@/app/_document/document";
import { takePageSlot } from "@/app/_request/page-slot";
import { settings } from "@/app/_request/settings";
import { installationKind } from "@/db/connection/installation-kind";
import { awaitVerification } from "@/db/ledger/await-verification";
import { exportCheckpoint, readLedger } from "@/db/ledger/read-ledger";
import { readFilterOptions } from "@/db/systems/read-filter-options";
import { parseReportFilter, type ReportFilter } from "@/lib/report/report-filter";
import { loadPeriod, loadReport } from "./load-report";

export type LoadedReport = Loaded<typeof loadReportPage>;

export async function loadReportPage({ query, person }: PageRequest) {
  const filter = parseReportFilter(query);
  const after = afterParam(query);
  const now = person.now.toISOString();
  const periodResult = await loadPeriod(filter, person.now);
  const { zone } = periodResult;
  if (!periodResult.ok)
    return {
      unavailable: {
        filter,
        zone,
        now,
        sentence: periodResult.sentence,
        filterOptions: await readFilterOptions(filter),
      },
      generated: null,
    };
  await takePageSlot(person.personId);
  return {
    unavailable: null,
    generated: await loadGenerated(filter, periodResult, person.name, after),
  };
}

type ReportablePeriod = Extract<Awaited<ReturnType<typeof loadPeriod>>, { readonly ok: true }>;

/** The report of that period, as a page or as the pages of its evidence pack show it. */
export async function loadGenerated(
  filter: ReportFilter,
  { period, zone, firstOpened, shortened }: ReportablePeriod,
  generatedBy: string,
  after = 0,
) {
  const [report, filterOptions, proof, kind] = await Promise.all([
    loadReport(filter, period, { zone, firstOpened }, after),
    readFilterOptions(filter),
    loadLedgerProof(after === 0),
    installationKind(),
  ]);
  const { organisation } = settings();
  return { report, filterOptions, proof, after, organisation, generatedBy, shortened, isDemo: kind === "demo" };
}

/** Verifies first if that is quick. A printed report hands out the checkpoint, as a download does. */
async function loadLedgerProof(isShown: boolean) {
  const totalEvents = isShown ? await awaitVerification() : 0;
  const [ledger, checkpoint] = await Promise.all([readLedger(), exportCheckpoint()]);
  return { totalEvents, ledger, note: checkpoint?.note ?? null };
}

/** The cursor in a long population, else 0. */
const afterParam = ({ after }: Query): number => (/^\d{1,15}$/.test(String(after)) ? Number(after) : 0);
