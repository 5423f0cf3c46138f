import { connect } from "@/db/connection/connect";
import { databaseUrls } from "@/lib/settings/database-urls";

/** What Postgres calls when a window, an approved change, an emergency or a freeze changes (apply_event in db/sql). */
const channel = "windlass_calendar";

/**
 * Calls `onChange` whenever what the calendar shows may have changed, also after the connection was lost and found
 * again. Holds one connection of its own; returns how to let go of it.
 */
export async function listenToCalendar(onChange: () => void): Promise<() => Promise<void>> {
  const sql = connect(databaseUrls(process.env).app, {
    max: 1,
    idle_timeout: 0,
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: "windlass calendar" },
  });
  await sql.listen(channel, onChange, onChange);
  return () => sql.end({ timeout: 1 });
}
