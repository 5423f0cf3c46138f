import { type SQL, sql } from "drizzle-orm";
import { systemName } from "@/db/connection/display-name";
import { type ClientView, otherClientLabel, withheldText } from "@/lib/systems/client-view";
import { displayTitle } from "./display-title";

/** The client whose view it is, as SQL; null for the view of all clients. */
export const viewingClient = ({ client, system }: ClientView): SQL | null => {
  if (client) return sql`${client}::bigint`;
  return system ? sql`(select y.client_id from systems y where y.id = ${system})` : null;
};

/** Whether a change `c` touches a system of another client than the one whose view it is. */
// bool_or instead of exists: for exists Postgres would first read the systems of every change.
const touchesAnotherClient = (client: SQL): SQL =>
  sql`coalesce((select bool_or(s.client_id <> ${client}) from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id), false)`;

/** Whether the texts of a change `c` are withheld: it touches another client, and its author did not share them. */
export const isWithheld = (view: ClientView): SQL => {
  const client = viewingClient(view);
  return client ? sql`(not c.shareable and ${touchesAnotherClient(client)})` : sql`false`;
};

/** The title of a change `c` in the view. */
export const titleInView = (view: ClientView): SQL =>
  viewingClient(view) ? sql`case when ${isWithheld(view)} then ${withheldText} else ${displayTitle} end` : displayTitle;

/** The systems of a change `c` in the view: the client's own by name, and a note where there are others. */
export const systemsInView = (view: ClientView): SQL => {
  const client = viewingClient(view);
  const mine = client ? sql`where s.client_id = ${client}` : sql`where true`;
  const own = sql`(select coalesce(jsonb_agg(${systemName("s")} order by s.name, s.id) filter (${mine}), '[]') from change_systems t join systems s on s.id = t.system_id where t.change_id = c.id)`;
  return client
    ? sql`${own} || case when ${touchesAnotherClient(client)} then jsonb_build_array(${otherClientLabel}::text) else '[]' end`
    : own;
};
