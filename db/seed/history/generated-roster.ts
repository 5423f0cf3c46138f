import type { TransactionSql } from "postgres";
import { loadEvent } from "@/db/seed/demo/seed-demo";
import type { Shift } from "@/lib/on-call/shifts";
import type { Actor } from "@/lib/rules/judge";
import { type Tier, tiers } from "@/lib/rules/record";
import { msPerDay, toIso } from "./working-week";

/** The weekly on-call rotation of a generated history. */
export class GeneratedRoster {
  constructor(
    private readonly operators: readonly Actor[],
    private readonly start: number,
  ) {}

  onCallAt(moment: number, tier: Tier): number {
    const turn = Math.floor((moment - this.start) / msPerWeek) + tiers.indexOf(tier);
    const person = this.operators.at(turn % this.operators.length);
    if (!person) throw new Error("Nobody is an operator.");
    return person.id;
  }

  /** Places all shifts as of the start, two years at a time, which is the most one event may hold. */
  async place(tx: TransactionSql, end: number): Promise<void> {
    for (let from = this.start; from < end; from += 104 * msPerWeek) {
      const turns = Array.from(
        { length: Math.min(104, Math.ceil((end - from) / msPerWeek)) },
        (_, turn) => from + turn * msPerWeek,
      );
      const shifts = turns.flatMap((at) =>
        tiers.map((tier): Shift => [this.onCallAt(at, tier), toIso(at), toIso(at + msPerWeek), tier]),
      );
      await loadEvent(tx, {
        recordType: "roster",
        step: "place_shifts",
        personId: this.onCallAt(from, tiers[0]),
        at: new Date(this.start),
        input: { name: "Weekly rotation", shifts },
      });
    }
  }
}

const msPerWeek = 7 * msPerDay;
