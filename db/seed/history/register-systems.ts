import type { TransactionSql } from "postgres";
import { loadEvent, managedSince } from "@/db/seed/demo/seed-demo";
import { type Actor, eligibleActors } from "@/lib/rules/judge";
import { firstRuleOf, type Step } from "@/lib/rules/rules";
import { type HistorySystem, historyEntries } from "./history-data";
import { noPastActions } from "./story-builder";

/** Registers missing systems of a generated history and, in a new database, approves its catalogue. */
export async function registerSystemsAndCatalogue(
  tx: TransactionSql,
  people: readonly Actor[],
  historySystems: readonly HistorySystem[],
) {
  const known = await tx`select name from systems`;
  const missing = historySystems.filter(({ name }) => !known.some((system) => system.name === name));
  const register = {
    recordType: "system",
    step: "register",
    personId: firstAllowedPerson("system", "register", people),
    at,
  } as const;
  const systems: number[] = [];
  for (const system of missing) systems.push(await loadEvent(tx, { ...register, input: system }));
  if (systems.length > 0 && systems.length === historySystems.length) await approveCatalogue(tx, people, systems);
}

const at = managedSince;

async function approveCatalogue(tx: TransactionSql, people: readonly Actor[], systems: readonly number[]) {
  const proposer = firstAllowedPerson("entry", "propose", people);
  const others = people.filter(({ id }) => id !== proposer);
  const lead = firstAllowedPerson("entry", "approve_entry", others);
  for (const { kind, ...entry } of historyEntries) {
    const input = { entryKind: kind, ...entry, reversible: true, systems };
    const id = await loadEvent(tx, { recordType: "entry", step: "propose", personId: proposer, at, input });
    await loadEvent(tx, { recordType: "entry", id, step: "approve_entry", personId: lead, at });
  }
}

function firstAllowedPerson(recordType: "system" | "entry", step: Step, people: readonly Actor[]): number {
  const rule = firstRuleOf(recordType, step);
  const able = rule
    ? eligibleActors(
        rule,
        { recordType, type: "", name: "", status: "known", pastActions: noPastActions, checks: {} },
        people,
      )
    : [];
  if (!able[0]) throw new Error(`Nobody may take "${step}".`);
  return able[0].id;
}
