import { listenToCalendar } from "@/db/calendar/calendar-changes";
import { watchingSessions } from "@/db/people/session";

/** One open stream. */
type Reader = { readonly token: string; readonly tell: () => void; readonly end: () => void };
type News = { readonly readers: Set<Reader>; listening: Promise<unknown> | null; watch: NodeJS.Timeout | null };

declare global {
  // Streams outlive a hot reload of this module.
  var windlassNews: News | undefined;
}

const watchesEveryMs = 2_000;

/** Notifies a subscriber of every calendar change until it unsubscribes, its session ends, or the server stops. */
export function readNews(reader: Reader): () => void {
  const { readers } = news();
  readers.add(reader);
  return () => readers.delete(reader);
}

// One database connection for all streams, opened with the first.
function news(): News {
  globalThis.windlassNews ??= begun();
  const known = globalThis.windlassNews;
  known.watch ??= setInterval(() => void endWithSessions(known), watchesEveryMs).unref();
  known.listening ??= listenToCalendar(() => {
    for (const { tell } of known.readers) tell();
  }).catch(() => {
    // Browsers reconnect by themselves; the next one listens again.
    known.listening = null;
    endAll(known);
  });
  return known;
}

/** Closes streams whose session has ended or cannot be checked: browsers reconnect by themselves. */
async function endWithSessions({ readers }: News): Promise<void> {
  const asked = [...readers];
  if (asked.length === 0) return;
  const living = await watchingSessions(asked.map(({ token }) => token)).catch(() => new Set<string>());
  for (const { token, end } of asked) if (!living.has(token)) end();
}

function endAll({ readers }: News): void {
  for (const { end } of readers) end();
}

// Open streams would keep the server from stopping.
function begun(): News {
  const known: News = { readers: new Set(), listening: null, watch: null };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => endAll(known));
  return known;
}
