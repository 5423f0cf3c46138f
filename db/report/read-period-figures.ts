import { sql } from "drizzle-orm";
import { z } from "zod";
import { touchesClient, touchesSystem } from "@/db/changes/list-changes";
import { appDb } from "@/db/connection/client";
import { inList } from "@/db/connection/columns";
import { strictRow } from "@/db/connection/row-schemas";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";
import { deadlineRules } from "@/lib/changes/deadlines";
import type { PeriodFigures } from "@/lib/report/figures/period-figures";
import type { ReportPeriod, ReportScope } from "@/lib/report/report-filter";
import { rulesOf } from "@/lib/rules/rules";
import { endingSteps, stepsReaching } from "@/lib/rules/steps";

type Period = Pick<ReportPeriod, "start" | "end">;
type Filter = Omit<ReportScope, keyof Period>;

/**
 * The figures of each of these periods, in their order, of the changes that the filter covers: the report's own
 * (lib/report/figures/period-figures.ts), in one statement. It reads a row a change, and events only of the few that failed, were
 * called off, or are emergencies.
 */
export async function readPeriodFigures(
  periods: readonly Period[],
  filter: Filter = {},
  db: Database = appDb(),
): Promise<readonly PeriodFigures[]> {
  if (periods.length === 0) return [];
  const rows = await queryRows(db, periodFiguresQuery(periods, filter));
  return rows.map(({ figures }) => figures);
}

const share = strictRow({ part: z.int(), whole: z.int() });
const figuresSql = typedSql({
  figures: strictRow({
    opened: z.int(),
    emergencies: share,
    failed: share,
    documentedInTime: share,
    leadTime: strictRow({ seconds: z.int().nullable(), whole: z.int() }),
  }),
});

const { documentation } = deadlineRules;
const isEmergency = inList("c.type", documentation.types);
const hoursToDocument = sql.raw(`interval '${documentation.hours} hours'`);
const executingSteps = [...stepsReaching("Executed")];
/** Where the steps lead that end a change before it is done. */
const endedStatuses = rulesOf("change").flatMap(({ step, to }) => (endingSteps.has(step) ? [to] : []));

// The step by which an emergency or a change that failed was executed; of others their columns say enough.
const executedStep = sql`(select e.step from events e where e.subject_type = 'change' and e.subject_id = c.id
  and e.revision = c.revision and ${inList("e.step", executingSteps)} order by e.seq desc limit 1)`;

// Each period is read on its own from the index by creation: as one join, the whole table would be read.
/** The query of those figures. */
export const periodFiguresQuery = (periods: readonly Period[], { client, system, type }: Filter = {}) => {
  const conditions = [
    sql`c.created_at >= period.start and c.created_at < period.end`,
    ...(type ? [sql`c.type = ${type}`] : []),
    ...(system ? [touchesSystem(system)] : []),
    ...(client ? [touchesClient(client)] : []),
  ];
  const starts = `{${periods.map(({ start }) => start).join(",")}}`;
  const ends = `{${periods.map(({ end }) => end).join(",")}}`;
  return figuresSql`
    with clock as materialized (select windlass_now() as now),
      period as (select * from unnest(${starts}::timestamptz[], ${ends}::timestamptz[]) with ordinality as p(start, "end", place)),
      opened as (
        select period.place, ${isEmergency} as is_emergency, c.created_at, c.started_at, c.ended_at, c.failed_at, c.facts_complete_at,
          case when c.failed_at is null and not ${isEmergency}
            then case when c.ended_at is not null and not ${inList("c.status", endedStatuses)} then '' end
            else ${executedStep} end as executed
        from period cross join lateral (select * from changes c where ${sql.join(conditions, sql` and `)} offset 0) c),
      counted as (
        select place, is_emergency, failed_at is not null as failed,
          failed_at is not null or executed <> 'stand_down' as carried_out,
          is_emergency and started_at is not null and (facts_complete_at is not null or clock.now > started_at + ${hoursToDocument}) as to_document,
          facts_complete_at <= started_at + ${hoursToDocument} as documented,
          case when not is_emergency and executed is not null
            then greatest(0, floor(extract(epoch from ended_at - created_at))) end as lead_seconds
        from opened, clock)
    select json_build_object('opened', count(counted.place),
      'emergencies', json_build_object('part', count(*) filter (where is_emergency), 'whole', count(counted.place)),
      'failed', json_build_object('part', count(*) filter (where failed), 'whole', count(*) filter (where carried_out)),
      'documentedInTime', json_build_object('part', count(*) filter (where to_document and documented), 'whole', count(*) filter (where to_document)),
      'leadTime', json_build_object('seconds', floor(percentile_cont(0.5) within group (order by lead_seconds)), 'whole', count(lead_seconds))) as figures
    from period left join counted using (place) group by place order by place`;
};
