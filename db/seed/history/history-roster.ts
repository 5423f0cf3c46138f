import type { TransactionSql } from "postgres";
import { load } from "@/db/seed/demo/seed";
import type { Shift } from "@/lib/on-call/shifts";
import type { Person } from "@/lib/rules/judge";
import { type Tier, tiers } from "@/lib/rules/record";
import { day, instant } from "./moments";

/** The weekly on-call rotation of a generated history. */
export class HistoryRoster {
  constructor(
    private readonly operators: readonly Person[],
    private readonly start: number,
  ) {}

  at(moment: number, tier: Tier): number {
    const turn = Math.floor((moment - this.start) / week) + tiers.indexOf(tier);
    const person = this.operators.at(turn % this.operators.length);
    if (!person) throw new Error("Nobody is an operator.");
    return person.id;
  }

  /** Places all shifts as of the start, two years at a time, which is the most one event may hold. */
  async place(tx: TransactionSql, end: number): Promise<void> {
    for (let from = this.start; from < end; from += 104 * week) {
      const turns = Array.from(
        { length: Math.min(104, Math.ceil((end - from) / week)) },
        (_, turn) => from + turn * week,
      );
      const shifts = turns.flatMap((at) =>
        tiers.map((tier): Shift => [this.at(at, tier), instant(at), instant(at + week), tier]),
      );
      await load(tx, {
        subject: "roster",
        step: "place_shifts",
        person: this.at(from, tiers[0]),
        at: new Date(this.start),
        input: { name: "Weekly rotation", shifts },
      });
    }
  }
}

const week = 7 * day;
