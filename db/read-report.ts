import type { Covered } from "../lib/report-filter";
import type { Trace, Wording } from "../lib/trace";

/** Runs of numbers, each from its first to its last: `["CHG-1004", "CHG-1006"]`. */
export type Runs = readonly (readonly [first: string, last: string])[];

/** That no number is missing: the whole register, and the numbers of the period whatever the filter. */
export type Completeness = {
  readonly register: {
    readonly first: string | null;
    readonly last: string | null;
    readonly count: number;
    readonly missing: Runs;
  };
  readonly period: {
    readonly first: string | null;
    readonly last: string | null;
    readonly count: number;
    /** Numbers between first and last that were opened in another period. */
    readonly elsewhere: Runs;
  };
};

/** The instant of the product's clock, which a demonstration may have moved: ISO in UTC. */
export async function readClock(): Promise<string> {
  throw new Error("to come");
}

/** The ids of the changes opened in the period, cancelled and rejected ones included, in the order of their numbers. */
export async function readPopulation(covered: Covered): Promise<readonly number[]> {
  throw new Error(`to come: ${covered.start}`);
}

/** The traces of these changes, in their order. */
export async function readTraces(ids: readonly number[]): Promise<readonly Trace[]> {
  throw new Error(`to come: ${ids.length}`);
}

/** The words of these changes, in their order. */
export async function readWording(ids: readonly number[]): Promise<readonly Wording[]> {
  throw new Error(`to come: ${ids.length}`);
}

/** What shows that the population is complete. */
export async function readCompleteness(covered: Covered): Promise<Completeness> {
  throw new Error(`to come: ${covered.start}`);
}
