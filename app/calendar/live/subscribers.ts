import { listenToCalendar } from "@/db/calendar/listen-to-calendar";
import { filterLiveTokens } from "@/db/people/read-session";

/** One open stream. */
type Subscriber = { readonly token: string; readonly notify: () => void; readonly close: () => void };
type UpdateHub = {
  readonly subscribers: Set<Subscriber>;
  listening: Promise<unknown> | null;
  sessionCheck: NodeJS.Timeout | null;
};

declare global {
  // Streams outlive a hot reload of this module.
  var windlassCalendarHub: UpdateHub | undefined;
}

const sessionCheckMs = 2_000;

/** Notifies a subscriber of every calendar change until it unsubscribes, its session ends, or the server stops. */
export function subscribe(subscriber: Subscriber): () => void {
  const { subscribers } = updateHub();
  subscribers.add(subscriber);
  return () => subscribers.delete(subscriber);
}

// One database connection for all streams, opened with the first.
function updateHub(): UpdateHub {
  globalThis.windlassCalendarHub ??= newHub();
  const hub = globalThis.windlassCalendarHub;
  hub.sessionCheck ??= setInterval(() => void closeEndedSessions(hub), sessionCheckMs).unref();
  hub.listening ??= listenToCalendar(() => {
    for (const { notify } of hub.subscribers) notify();
  }).catch(() => {
    // Browsers reconnect by themselves; the next one listens again.
    hub.listening = null;
    closeAll(hub);
  });
  return hub;
}

/** Closes streams whose session has ended or cannot be checked: browsers reconnect by themselves. */
async function closeEndedSessions({ subscribers }: UpdateHub): Promise<void> {
  const current = [...subscribers];
  if (current.length === 0) return;
  const living = await filterLiveTokens(current.map(({ token }) => token)).catch(() => new Set<string>());
  for (const { token, close } of current) if (!living.has(token)) close();
}

function closeAll({ subscribers }: UpdateHub): void {
  for (const { close } of subscribers) close();
}

// Open streams would keep the server from stopping.
function newHub(): UpdateHub {
  const hub: UpdateHub = { subscribers: new Set(), listening: null, sessionCheck: null };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => closeAll(hub));
  return hub;
}
