import type { Sql, TransactionSql } from "postgres";
import type { Told } from "./fold";

/** Where a delegation says something else than its events say. */
export async function delegationDifferences(reader: Sql | TransactionSql): Promise<string[]> {
  const events = await reader<{ canonical: string }[]>`
    select canonical from events where subject_type = 'delegation' order by subject_id, seq`;
  const rows = await reader<{ said: string }[]>`
    select concat_ws(' ', id, status, delegate_id, placed_by, utc(lower(during)), utc(upper(during)), utc(ended_at)) as said from delegations`;
  const said = rows.map((row) => row.said);
  const told = toldBy(events.map(({ canonical }) => JSON.parse(canonical)));
  return [
    ...said.filter((one) => !told.includes(one)).map((one) => `delegation ${one} is in no event`),
    ...told.filter((one) => !said.includes(one)).map((one) => `delegation ${one} is in no table`),
  ];
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
