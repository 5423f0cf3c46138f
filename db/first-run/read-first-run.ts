import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { strictRow } from "@/db/connection/row-schemas";
import { queryRows, typedSql } from "@/db/connection/typed-sql";

const firstRun = strictRow({
  hasSystems: z.boolean(),
  hasShifts: z.boolean(),
  hasEntries: z.boolean(),
  isUsed: z.boolean(),
  firstChange: strictRow({ number: z.string(), steps: z.array(z.string()).readonly() }).nullable(),
});

/** A demonstration with as many changes is past its first run. */
const manyChanges = 200;
const latestChanges = 50;

/** What is there of a new installation. However many changes there are, it reads as much. */
export async function readFirstRun(): Promise<z.infer<typeof firstRun>> {
  const [row] = await queryRows(appDb(), firstRunQuery);
  if (!row) throw new Error("The state of the installation could not be read.");
  return row.page;
}

const firstRunSql = typedSql({ page: firstRun });

// A seeded change was loaded; the first one is made by hand.
export const firstRunQuery = firstRunSql`
  select json_build_object('hasSystems', exists (select from systems), 'hasShifts', exists (select from shifts),
    'hasEntries', exists (select from entries where status = 'approved'),
    'isUsed', (select count(*) >= ${manyChanges} from (select from changes limit ${manyChanges}) c),
    'firstChange', (select json_build_object('number', c.number, 'steps',
        (select json_agg(distinct e.step) from events e where e.subject_type = 'change' and e.subject_id = c.id))
      from (select * from changes order by id desc limit ${latestChanges}) c
      where c.type = 'normal' and exists (select from events e where e.subject_type = 'change' and e.subject_id = c.id and e.seq = 1 and not e.loaded)
      order by c.approved_at is null, c.id desc limit 1)) as page`;
