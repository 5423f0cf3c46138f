import { digest } from "@/db/connection/digest";
import { populationHash } from "@/lib/report/sample";
import { type HandedOut, handOut } from "./hand-out";

/** The person who exports, and the origin that every file states. */
export type Exporter = {
  readonly person: { readonly personId: number; readonly token: string; readonly name: string };
  readonly organisation: string;
  readonly demonstration: boolean;
  /** The size of an earlier checkpoint that somebody holds: the file then proves consistency with it. */
  readonly since?: number | undefined;
};

/** Exports the evidence of one change and its incidents. */
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
