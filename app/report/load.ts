import type { Loaded, PageRequest, Query } from "@/app/_document/document";
import { takePageSlot } from "@/app/_request/page-slot";
import { settings } from "@/app/_request/settings";
import { installationKind } from "@/db/connection/installation-kind";
import { awaitVerification } from "@/db/ledger/await-verification";
import { exportCheckpoint, readLedger } from "@/db/ledger/read-ledger";
import { readFilterOptions } from "@/db/systems/read-filter-options";
import { parseReportFilter } from "@/lib/report/report-filter";
import { loadPeriod, loadReport } from "./load-report";

export type LoadedReport = Loaded<typeof loadReportPage>;

export async function loadReportPage({ query, person }: PageRequest) {
  const filter = parseReportFilter(query);
  const after = afterParam(query);
  const now = person.now.toISOString();
  const periodResult = await loadPeriod(filter, person.now);
  const { zone, firstOpened } = periodResult;
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
  const [report, filterOptions, proof, kind] = await Promise.all([
    loadReport(filter, periodResult.period, { zone, firstOpened }, after),
    readFilterOptions(filter),
    loadLedgerProof(after === 0),
    installationKind(),
  ]);
  const { organisation } = settings();
  const generated = { report, filterOptions, proof, after, organisation };
  return {
    unavailable: null,
    generated: { ...generated, generatedBy: person.name, shortened: periodResult.shortened, isDemo: kind === "demo" },
  };
}

/** Verifies first if that is quick. A printed report hands out the checkpoint, as a download does. */
async function loadLedgerProof(isShown: boolean) {
  const totalEvents = isShown ? await awaitVerification() : 0;
  const [ledger, checkpoint] = await Promise.all([readLedger(), exportCheckpoint()]);
  return { totalEvents, ledger, note: checkpoint?.note ?? null };
}

/** The cursor in a long population, else 0. */
const afterParam = ({ after }: Query): number => (/^\d{1,15}$/.test(String(after)) ? Number(after) : 0);
