import { connect } from "@/db/connection/connect";
import { databaseUrls } from "@/lib/settings/database-urls";

/** Notified by apply_event when a window, an approved change, an emergency or a freeze changes. */
const notifyChannel = "windlass_calendar";

/**
 * Calls `onChange` whenever the calendar may have changed, also after a lost connection is restored. Holds one connection of its
 * own; returns a function that closes it.
 */
export async function listenToCalendar(onChange: () => void): Promise<() => Promise<void>> {
  const sql = connect(databaseUrls(process.env).app, {
    max: 1,
    idle_timeout: 0,
    onnotice: () => {},
    connection: { application_name: "windlass calendar" },
  });
  await sql.listen(notifyChannel, onChange, onChange);
  return () => sql.end({ timeout: 1 });
}
