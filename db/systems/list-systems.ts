import { sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, named, shapeOf, strictRow } from "@/db/connection/row-schemas";
import { constantSql, queryRows, typedSql } from "@/db/connection/typed-sql";
import { systemStatuses } from "@/lib/rules/record";
import type { SystemFilter } from "@/lib/systems/system-filter";

const listedSystem = strictRow({
  ...shapeOf(named),
  client: named,
  kind: z.string().nullable(),
  status: z.enum(systemStatuses),
  stepSeq: z.int(),
  managedSince: instant,
  managedUntil: instant.nullable(),
  /** Whether a change may touch it now. */
  managed: z.boolean(),
  owner: named.nullable(),
  monitoringLinks: z.string().nullable(),
});

/** A system in the register. Instants are ISO in UTC. */
export type ListedSystem = z.infer<typeof listedSystem>;

const listedClient = strictRow({ ...shapeOf(named), systems: z.int() });

/** A client with the number of its systems. */
export type ListedClient = z.infer<typeof listedClient>;

type Register = {
  readonly systems: readonly ListedSystem[];
  readonly more: boolean;
  readonly clients: readonly ListedClient[];
};

/** So many systems on a page. */
const systemsPerPage = 100;

/** One page of the register by client and name, and every client with the number of its systems. */
export async function listSystems(filter: SystemFilter): Promise<Register> {
  const [row] = await queryRows(appDb(), registerQuery(filter));
  const { systems = [], clients = [] } = row ?? {};
  return { systems: systems.slice(0, systemsPerPage), more: systems.length > systemsPerPage, clients };
}

/** One system; null when there is none of that id. */
export async function readSystem(id: number): Promise<ListedSystem | null> {
  const [row] = await queryRows(
    appDb(),
    systemSql`select ${systemColumns} as system from (select windlass_now() as now) clock, systems s join clients k on k.id = s.client_id where s.id = ${id}`,
  );
  return row?.system ?? null;
}

const systemColumns =
  constantSql(sql`jsonb_build_object('id', s.id, 'name', s.name, 'client', jsonb_build_object('id', k.id, 'name', k.name), 'kind', s.kind,
  'status', s.status, 'stepSeq', s.step_seq, 'managedSince', ${isoInstant("s.managed_since")}, 'managedUntil', ${isoInstant("s.managed_until")},
  'managed', s.status = 'managed' and s.managed_since <= clock.now and (s.managed_until is null or s.managed_until > clock.now),
  'owner', (select jsonb_build_object('id', p.id, 'name', ${personName("p")}) from people p where p.id = s.owner_id), 'monitoringLinks', s.monitoring_links)`);

const systemSql = typedSql({ system: listedSystem });
const registerSql = typedSql({ systems: listOf(listedSystem), clients: listOf(listedClient) });

/** Pages by client and name, for which there is an index. */
const registerQuery = ({ client, after }: SystemFilter) =>
  registerSql`
  select (select coalesce(jsonb_agg(page.system), '[]') from (
      select ${systemColumns} as system from (select windlass_now() as now) clock, systems s join clients k on k.id = s.client_id
      where ${client ? sql`k.id = ${client}` : sql`true`} and ${
        after
          ? sql`(k.name, s.name) > (select a.name, b.name from systems b join clients a on a.id = b.client_id where b.id = ${after})`
          : sql`true`
      } order by k.name, s.name limit ${systemsPerPage + 1}) page) as systems,
    (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'systems', coalesce(n.systems, 0)) order by k.name), '[]')
      from clients k left join (select client_id, count(*) as systems from systems group by client_id) n on n.client_id = k.id) as clients`;
