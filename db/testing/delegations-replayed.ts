import type { Told } from "./fold";
import { type Reader, toldOf, unlike } from "./told-events";

/** Where a delegation says something else than its events say. */
export async function delegationDifferences(reader: Reader): Promise<string[]> {
  const rows = await reader<{ said: string }[]>`
    select concat_ws(' ', id, status, delegate_id, placed_by, utc(lower(during)), utc(upper(during)), utc(ended_at)) as said from delegations`;
  return unlike("delegation", rows, toldBy(await toldOf(reader, reader`subject_type = 'delegation'`)));
}

function toldBy(events: readonly Told[]): string[] {
  const [lent, ended] = [events.filter(({ seq }) => seq === 1), events.filter(({ seq }) => seq > 1)];
  return lent.map(({ id, by, at, data = {} }) => {
    const asked = String(data.windowStart ?? at);
    const end = ended.find((one) => one.id === id);
    const [, from] = [asked, at].sort();
    return [id, end ? "ended" : "lent", data.delegate, by, from, data.windowEnd, ...(end ? [end.at] : [])].join(" ");
  });
}
