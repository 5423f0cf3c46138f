import { listenToCalendar } from "@/db/calendar/calendar-changes";
import { watchingSessions } from "@/db/people/session";

/** Who reads: with which session's token, how they are told, and how their reading ends. */
type Reader = { readonly token: string; readonly tell: () => void; readonly end: () => void };
type News = { readonly readers: Set<Reader>; listening: Promise<unknown> | null; watch: NodeJS.Timeout | null };

declare global {
  // A hot reload runs this module again; those who listen outlive it.
  var windlassNews: News | undefined;
}

const watchesEveryMs = 2_000;

/** Tells `reader` of every change of the calendar until the returned function is called, their session ends, or the server stops. */
export function readNews(reader: Reader): () => void {
  const { readers } = news();
  readers.add(reader);
  return () => readers.delete(reader);
}

// One connection to the database for all readers, opened with the first.
function news(): News {
  globalThis.windlassNews ??= begun();
  const known = globalThis.windlassNews;
  known.watch ??= setInterval(() => void endWithSessions(known), watchesEveryMs).unref();
  known.listening ??= listenToCalendar(() => {
    for (const { tell } of known.readers) tell();
  }).catch(() => {
    // Those who read now ask again by themselves; the next reader tries to listen anew.
    known.listening = null;
    endAll(known);
  });
  return known;
}

/** Ends the reading of everybody whose session has ended, or whom nobody can vouch for: they ask again by themselves. */
async function endWithSessions({ readers }: News): Promise<void> {
  const asked = [...readers];
  if (asked.length === 0) return;
  const living = await watchingSessions(asked.map(({ token }) => token)).catch(() => new Set<string>());
  for (const { token, end } of asked) if (!living.has(token)) end();
}

function endAll({ readers }: News): void {
  for (const { end } of readers) end();
}

// An open stream would keep the server from stopping.
function begun(): News {
  const known: News = { readers: new Set(), listening: null, watch: null };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => endAll(known));
  return known;
}
