import { digest } from "@/db/connection/digest";
import { readPolicyWithin } from "@/db/policy/read-policy";
import { readPopulation } from "@/db/report/read-population";
import { readRefusedAttempts } from "@/db/report/read-refused-attempts";
import { exceptionsOf } from "@/lib/report/exceptions";
import { coveredBy, exportedOf, type Period, type ReportFilter, seedOf } from "@/lib/report/filter";
import { measuresOf } from "@/lib/report/measures";
import { totalsOf } from "@/lib/report/outcomes";
import { populationHash, sampleOf } from "@/lib/report/sample";
import type { Exporter } from "./change-evidence";
import { type HandedOut, handOut } from "./hand-out";

type Of = { readonly filter: ReportFilter; readonly period: Period; readonly zone: string };

/** Exports the evidence of a report's population, with its totals, measures and exceptions. */
export const reportEvidence = (exporter: Exporter, { filter, period, zone }: Of): Promise<HandedOut> => {
  const { person, organisation, demonstration, since } = exporter;
  const covered = coveredBy(filter, period);
  const { client, system, type } = covered;
  return handOut({
    person,
    since,
    draw: async (snapshot) => {
      const { now: at, ids, register, period: opened } = await readPopulation(covered, snapshot);
      const numbers = ids.map((id) => `CHG-${id}`);
      const hash = populationHash(numbers, digest);
      const seed = seedOf(filter, period);
      const sample = filter.sample && {
        size: filter.sample,
        seed,
        numbers: sampleOf(numbers, filter.sample, seed, digest),
      };
      const head = {
        organisation,
        demonstration,
        exported: "report.json",
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
        refusedAttempts: await readRefusedAttempts(covered, ids, snapshot),
      };
      return {
        ids,
        view: covered,
        about: (traces) => ({
          ...head,
          totals: totalsOf(traces),
          measures: measuresOf(traces, at),
          exceptions: exceptionsOf(traces, { now: at, zone }),
        }),
        input: {
          exported: "report.json",
          ...exportedOf(covered),
          population: ids.length,
          populationHash: hash,
        },
      };
    },
  });
};
