import { listenToCalendar } from "@/db/calendar-changes";

type Reader = { tell: () => void; end: () => void };
type News = { readonly readers: Set<Reader>; listening: Promise<unknown> | null };

declare global {
  // A hot reload runs this module again; those who listen outlive it.
  var windlassNews: News | undefined;
}

/** Tells `reader` of every change of the calendar until the returned function is called, or the server stops. */
export function readNews(reader: Reader): () => void {
  const { readers } = news();
  readers.add(reader);
  return () => readers.delete(reader);
}

// One connection to the database for all readers, opened with the first.
function news(): News {
  globalThis.windlassNews ??= begun();
  const known = globalThis.windlassNews;
  known.listening ??= listenToCalendar(() => {
    for (const { tell } of known.readers) tell();
  }).catch(() => {
    // Those who read now ask again by themselves; the next reader tries to listen anew.
    known.listening = null;
    for (const { end } of known.readers) end();
  });
  return known;
}

// An open stream would keep the server from stopping.
function begun(): News {
  const readers = new Set<Reader>();
  const endAll = () => {
    for (const { end } of readers) end();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, endAll);
  return { readers, listening: null };
}
