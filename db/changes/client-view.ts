import { type SQL, sql } from "drizzle-orm";
import { anotherClient, leftOutWords, type ViewedBy } from "@/lib/systems/client-view";
import { shownTitle } from "./shown-title";

/** The client whose view it is, as SQL; null for the view of all clients. */
export const viewingClient = ({ client, system }: ViewedBy): SQL | null => {
  if (client) return sql`${client}::bigint`;
  return system ? sql`(select y.client_id from systems y where y.id = ${system})` : null;
};

/** Whether a change `c` touches a system of another client than the one whose view it is. */
// bool_or instead of exists: for exists Postgres would first read the systems of every change.
const touchesAnother = (client: SQL): SQL =>
  sql`coalesce((select bool_or(s.client_id <> ${client}) from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id), false)`;

/** Whether the texts of a change `c` are withheld: it touches another client, and its author did not share them. */
export const isWithheld = (view: ViewedBy): SQL => {
  const client = viewingClient(view);
  return client ? sql`(not c.shareable and ${touchesAnother(client)})` : sql`false`;
};

/** The title of a change `c` in the view. */
export const titleIn = (view: ViewedBy): SQL =>
  viewingClient(view) ? sql`case when ${isWithheld(view)} then ${leftOutWords} else ${shownTitle} end` : shownTitle;

/** The systems of a change `c` in the view: the client's own by name, and a note where there are others. */
export const systemsIn = (view: ViewedBy): SQL => {
  const client = viewingClient(view);
  const mine = client ? sql`where s.client_id = ${client}` : sql`where true`;
  const own = sql`(select coalesce(jsonb_agg(s.called order by s.name, s.id) filter (${mine}), '[]') from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id)`;
  return client
    ? sql`${own} || case when ${touchesAnother(client)} then jsonb_build_array(${anotherClient}::text) else '[]' end`
    : own;
};
