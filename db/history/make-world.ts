import type { TransactionSql } from "postgres";
import { type Person, whoMay } from "../../lib/judge";
import { bookOf, type Step } from "../../lib/rules";
import { load, managedSince } from "../seed";
import { historyEntries, historySystems } from "./history-world";
import { nothingDone } from "./telling";

/** Registers the systems of a history and approves its catalogue, those that are not there yet. */
export async function makeWorld(tx: TransactionSql, people: readonly Person[]): Promise<void> {
  const at = managedSince;
  const [found] =
    await tx`select exists (select from clients where name = ${historySystems[0]?.client ?? ""}) as there`;
  if (found?.there) return;
  const register = { subject: "system", step: "register", person: whoTakes("system", "register", people), at } as const;
  const systems: number[] = [];
  for (const system of historySystems) systems.push(await load(tx, { ...register, input: system }));
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
