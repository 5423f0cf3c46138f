import { sha256Hex } from "@/db/connection/sha256-hex";
import { readImportedInReport } from "@/db/imports/read-imported-in-report";
import { readPolicyWithin } from "@/db/policy/read-policy";
import { readPopulation } from "@/db/report/read-population";
import { readRefusedAttempts } from "@/db/report/read-refused-attempts";
import { exceptionsOf } from "@/lib/report/exceptions";
import { measuresOf } from "@/lib/report/figures/measures";
import { totalsOf } from "@/lib/report/outcomes";
import { exportInputOf, type ReportFilter, type ReportPeriod, scopeOf, seedOf } from "@/lib/report/report-filter";
import { drawSample, populationHash } from "@/lib/report/sample";
import type { Exporter } from "./export-change-evidence";
import { type ExportResult, exportEvidence } from "./export-evidence";

/** The file that holds the evidence: it is in its head and in the event of its export. */
type EvidenceFile = "report.json" | "report.zip";

/** As many imported records as the head lists, in the words of their files; `report/imported.csv` has all. */
const maxImportedListed = 2000;
const importedHeading = "Imported records (outside this policy)";

type ReportScope = {
  readonly exported?: EvidenceFile;
  readonly filter: ReportFilter;
  readonly period: ReportPeriod;
  readonly zone: string;
};

/** Exports the evidence of a report's population, with its totals, measures and exceptions. */
export const exportReportEvidence = (
  exporter: Exporter,
  { exported = "report.json", filter, period, zone }: ReportScope,
): Promise<ExportResult> => {
  const { person, organisation, demonstration, sinceSize } = exporter;
  const covered = scopeOf(filter, period);
  const { client, system, type } = covered;
  return exportEvidence({
    person,
    since: sinceSize,
    selectScope: async (snapshot) => {
      const { now: at, ids, register, period: opened } = await readPopulation(covered, snapshot);
      const numbers = ids.map((id) => `CHG-${id}`);
      const hash = populationHash(numbers, sha256Hex);
      const seed = seedOf(filter, period);
      const sample = filter.sample && {
        size: filter.sample,
        seed,
        numbers: drawSample(numbers, filter.sample, seed, sha256Hex),
      };
      const imported = await readImportedInReport(covered, maxImportedListed, snapshot);
      const head = {
        organisation,
        demonstration,
        exported,
        by: { id: person.personId, name: person.name },
        at,
        period: { ...period, zone },
        filter: { ...(client && { client }), ...(system && { system }), ...(type && { type }) },
        policy: (await readPolicyWithin(period.start, period.end, snapshot)).map(
          ({ reason: _, ...version }) => version,
        ),
        population: {
          count: ids.length,
          first: numbers[0] ?? null,
          last: numbers.at(-1) ?? null,
          hash,
          whole: { register, period: opened },
        },
        ...(sample && { sample }),
        ...(imported.count > 0 && { importedRecords: { heading: importedHeading, ...imported } }),
        refusedAttempts: await readRefusedAttempts(covered, ids, snapshot),
      };
      return {
        ids,
        view: covered,
        about: (audits) => ({
          ...head,
          totals: totalsOf(audits),
          measures: measuresOf(audits, at),
          exceptions: exceptionsOf(audits, { now: at, zone }),
        }),
        input: {
          exported,
          ...exportInputOf(covered),
          population: ids.length,
          populationHash: hash,
        },
      };
    },
  });
};
