import { type Reader, readCanonicalEvents, setDifferences } from "./canonical-events";
import type { CanonicalEvent } from "./fold-records";

const steps = ["deactivate", "reactivate", "resemble", "same_person", "different_person"];

/** Differences between the rows of deactivated people and account pairs, and what their events imply. */
export async function accountDifferences(reader: Reader): Promise<string[]> {
  const canonicalEvents = await readCanonicalEvents(reader, reader`subject_type = 'person' and step = any (${steps})`);
  const deactivatedRows = await reader<{ said: string }[]>`
    select id || ' ' || utc(deactivated_at) as said from people where deactivated_at is not null`;
  const pairs = await reader<{ said: string }[]>`
    select concat_ws(' ', later_id, earlier_id, utc(found_at), verdict, event_id) as said from account_pairs`;
  return [
    ...setDifferences("deactivated person", deactivatedRows, deactivatedBy(canonicalEvents)),
    ...setDifferences("pair of accounts", pairs, pairsBy(canonicalEvents)),
  ];
}

function deactivatedBy(canonicalEvents: readonly CanonicalEvent[]): string[] {
  const since = new Map<number, string>();
  for (const { id, step, at } of canonicalEvents) {
    if (step === "deactivate") since.set(id, at);
    if (step === "reactivate") since.delete(id);
  }
  return [...since].map(([id, at]) => `${id} ${at}`);
}

function pairsBy(canonicalEvents: readonly CanonicalEvent[]): string[] {
  const pairs = new Map<string, string>();
  const found = new Map<string, string>();
  for (const { id, step, at, event, data = {} } of canonicalEvents) {
    if (data.account === undefined) continue;
    const [earlier, later] = [id, Number(data.account)].sort((one, other) => one - other);
    const pair = `${later} ${earlier}`;
    if (step === "resemble" && found.has(pair)) continue;
    if (step === "resemble") found.set(pair, at);
    const verdict = { same_person: "same", different_person: "different" }[step];
    pairs.set(pair, [pair, found.get(pair), ...(verdict ? [verdict] : []), event].join(" "));
  }
  return [...pairs.values()];
}
