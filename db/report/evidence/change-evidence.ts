import { digest } from "@/db/connection/digest";
import { populationHash } from "@/lib/report/sample";
import { type HandedOut, handOut } from "./hand-out";

/** Who asks for a file, and what every file says of where it is from. */
export type Exporter = {
  readonly person: { readonly personId: number; readonly token: string; readonly name: string };
  readonly organisation: string;
  readonly demonstration: boolean;
  /** How many events a checkpoint has that somebody kept, and that the file is to be joined with. */
  readonly since?: number | undefined;
};

/** The evidence of one change and its incidents. */
export const changeEvidence = (
  { person, organisation, demonstration, since }: Exporter,
  id: number,
): Promise<HandedOut> => {
  const number = `CHG-${id}`;
  const population = { count: 1, first: number, last: number, hash: populationHash([number], digest) };
  const by = { id: person.personId, name: person.name };
  const about = { organisation, demonstration, exported: "evidence.json", by, change: number, population };
  const input = { exported: "evidence.json", ofChange: id, population: 1, populationHash: population.hash };
  return handOut({ person, since, draw: async () => ({ ids: [id], about: () => about, input }) });
};
