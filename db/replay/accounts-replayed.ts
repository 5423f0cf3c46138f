import type { Told } from "./fold";
import { type Reader, toldOf, unlike } from "./told-events";

const steps = ["deactivate", "reactivate", "resemble", "same_person", "different_person"];

/** Differences between the rows of deactivated people and account pairs, and what their events imply. */
export async function accountDifferences(reader: Reader): Promise<string[]> {
  const told = await toldOf(reader, reader`subject_type = 'person' and step = any (${steps})`);
  const gone = await reader<{ said: string }[]>`
    select id || ' ' || utc(deactivated_at) as said from people where deactivated_at is not null`;
  const pairs = await reader<{ said: string }[]>`
    select concat_ws(' ', later_id, earlier_id, utc(found_at), verdict, event_id) as said from account_pairs`;
  return [...unlike("deactivated person", gone, goneBy(told)), ...unlike("pair of accounts", pairs, pairsBy(told))];
}

function goneBy(told: readonly Told[]): string[] {
  const since = new Map<number, string>();
  for (const { id, step, at } of told) {
    if (step === "deactivate") since.set(id, at);
    if (step === "reactivate") since.delete(id);
  }
  return [...since].map(([id, at]) => `${id} ${at}`);
}

function pairsBy(told: readonly Told[]): string[] {
  const pairs = new Map<string, string>();
  const found = new Map<string, string>();
  for (const { id, step, at, event, data = {} } of told) {
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
