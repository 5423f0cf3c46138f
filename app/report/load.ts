import type { Asked, Loaded, Query } from "@/app/_document/document";
import { oneAtATime } from "@/app/_request/one-at-a-time";
import { settings } from "@/app/_request/settings";
import { installationKind } from "@/db/connection/installation";
import { awaitVerification } from "@/db/ledger/await-verification";
import { readLedger, takeCheckpoint } from "@/db/ledger/read-ledger";
import { readPlaces } from "@/db/systems/read-places";
import { reportFilter } from "@/lib/report/filter";
import { loadPeriod, loadReport } from "./load-report";

export type LoadedReport = Loaded<typeof loadReportPage>;

export async function loadReportPage({ query, person }: Asked) {
  const filter = reportFilter(query);
  const after = afterIn(query);
  const now = person.now.toISOString();
  const covers = await loadPeriod(filter, person.now);
  const { zone } = covers;
  if (!covers.ok)
    return { none: { filter, zone, now, sentence: covers.sentence, places: await readPlaces(filter) }, drawn: null };
  await oneAtATime(person.personId);
  const [report, places, proof, kind] = await Promise.all([
    loadReport(filter, covers.period, { zone }, after),
    readPlaces(filter),
    ledgerVerified(after === 0),
    installationKind(),
  ]);
  const { organisation } = settings();
  const drawn = { report, places, proof, after, organisation };
  return { none: null, drawn: { ...drawn, by: person.name, shortened: covers.shortened, isDemo: kind === "demo" } };
}

/** Verifies first if that is quick. A printed report hands out the checkpoint, as a download does. */
async function ledgerVerified(isShown: boolean) {
  const whole = isShown ? await awaitVerification() : 0;
  const [ledger, checkpoint] = await Promise.all([readLedger(), takeCheckpoint()]);
  return { whole, ledger, note: checkpoint?.note ?? null };
}

/** The cursor in a long population, else 0. */
const afterIn = ({ after }: Query): number => (/^\d{1,15}$/.test(String(after)) ? Number(after) : 0);
