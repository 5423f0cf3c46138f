import type { TransactionSql } from "postgres";
import { load, managedSince } from "@/db/seed/demo/seed";
import { type Person, whoMay } from "@/lib/rules/judge";
import { bookOf, type Step } from "@/lib/rules/rules";
import { type HistorySystem, historyEntries } from "./history-world";
import { nothingDone } from "./telling";

/** Registers missing systems of a generated history and, in a new database, approves its catalogue. */
export async function makeWorld(tx: TransactionSql, people: readonly Person[], wanted: readonly HistorySystem[]) {
  const known = await tx`select name from systems`;
  const missing = wanted.filter(({ name }) => !known.some((system) => system.name === name));
  const register = { subject: "system", step: "register", person: whoTakes("system", "register", people), at } as const;
  const systems: number[] = [];
  for (const system of missing) systems.push(await load(tx, { ...register, input: system }));
  if (systems.length > 0 && systems.length === wanted.length) await approveCatalogue(tx, people, systems);
}

const at = managedSince;

async function approveCatalogue(tx: TransactionSql, people: readonly Person[], systems: readonly number[]) {
  const proposer = whoTakes("entry", "propose", people);
  const others = people.filter(({ id }) => id !== proposer);
  const lead = whoTakes("entry", "approve_entry", others);
  for (const { kind, ...entry } of historyEntries) {
    const input = { entryKind: kind, ...entry, reversible: true, systems };
    const id = await load(tx, { subject: "entry", step: "propose", person: proposer, at, input });
    await load(tx, { subject: "entry", id, step: "approve_entry", person: lead, at });
  }
}

function whoTakes(kind: "system" | "entry", step: Step, people: readonly Person[]): number {
  const rule = bookOf(kind, step);
  const able = rule
    ? whoMay(rule, { kind, type: "", name: "", status: "known", acts: nothingDone, facts: {} }, people)
    : [];
  if (!able[0]) throw new Error(`Nobody may take "${step}".`);
  return able[0].id;
}
