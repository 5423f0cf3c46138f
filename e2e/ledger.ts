import type { Product } from "./product";

export type LedgerEvent = {
  readonly step: string;
  readonly seq: number;
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
};

/** The events of a record in their order. */
export async function eventsOf(product: Product, recordType: string, id: number): Promise<readonly LedgerEvent[]> {
  const sql = await product.sql("owner");
  return sql<LedgerEvent[]>`
    select e.step, e.seq, p.subject as by, coalesce(e.canonical::jsonb -> 'data', '{}') as data
    from events e left join people p on p.id = e.person_id
    where e.subject_type = ${recordType} and e.subject_id = ${id} order by e.seq`;
}

/** The steps of a change, in the order in which they were taken. */
export const stepsOf = async (product: Product, id: number): Promise<readonly string[]> =>
  (await eventsOf(product, "change", id)).map(({ step }) => step);

/** Records of other types have the same numbers. */
export async function refusalsOf(
  product: Product,
  account: string,
  about: number,
  recordType = "change",
): Promise<readonly LedgerEvent[]> {
  const sql = await product.sql("owner");
  const [person] = await sql`select id from people where subject = ${account}`;
  const events = await eventsOf(product, "person", Number(person?.id));
  const isAbout = ({ subjectType, subjectId }: LedgerEvent["data"]) =>
    subjectType === recordType && Number(subjectId) === about;
  return events.filter(({ step, data }) => step === "refused" && isAbout(data));
}

/** The number in a record's path: 1001 of /changes/CHG-1001. */
export const recordIdIn = (path: string): number => Number(/-(\d+)/.exec(path)?.[1]);
