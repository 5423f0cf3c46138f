import { sha256Hex } from "@/db/connection/sha256-hex";
import { populationHash } from "@/lib/report/sample";
import { type ExportResult, exportEvidence } from "./export-evidence";

/** The person who exports, and the origin that every file states. */
export type Exporter = {
  readonly person: { readonly personId: number; readonly token: string; readonly name: string };
  readonly organisation: string;
  readonly demonstration: boolean;
  /** The size of an earlier checkpoint that somebody holds: the file then proves consistency with it. */
  readonly sinceSize?: number | undefined;
};

/** Exports the evidence of one change and its incidents. */
export const exportChangeEvidence = (
  { person, organisation, demonstration, sinceSize }: Exporter,
  id: number,
): Promise<ExportResult> => {
  const number = `CHG-${id}`;
  const population = { count: 1, first: number, last: number, hash: populationHash([number], sha256Hex) };
  const by = { id: person.personId, name: person.name };
  const about = { organisation, demonstration, exported: "evidence.json", by, change: number, population };
  const input = { exported: "evidence.json", ofChange: id, population: 1, populationHash: population.hash };
  return exportEvidence({
    person,
    since: sinceSize,
    selectScope: async () => ({ ids: [id], about: () => about, input }),
  });
};
