const pollMs = 15_000;
const reconnectMs = 5_000;
/** The line at the present time moves on. */
const ageingMs = 300_000;

/** Refreshes the page when somebody changes the calendar, by polling where server-sent events fail. */
export function followUpdates(refresh: () => void, onConnected: () => void): () => void {
  let source: EventSource | null = null;
  let polling: ReturnType<typeof setInterval> | undefined;
  let ageing: ReturnType<typeof setInterval> | undefined;
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;
  let reconnectTimer: ReturnType<typeof setTimeout> | undefined;
  const refreshSoon = () => {
    clearTimeout(refreshTimer);
    refreshTimer = setTimeout(() => document.querySelector(".dragged") ?? refresh(), 200);
  };
  const connect = () => {
    clearTimeout(reconnectTimer);
    ageing ??= setInterval(refresh, ageingMs);
    source?.close();
    source = new EventSource("/calendar/live");
    source.onmessage = refreshSoon;
    source.onopen = () => {
      onConnected();
      clearInterval(polling);
      polling = undefined;
    };
    source.onerror = () => {
      polling ??= setInterval(refresh, pollMs);
      if (source?.readyState === EventSource.CLOSED) reconnectTimer = setTimeout(connect, reconnectMs);
    };
  };
  const stop = () => {
    source?.close();
    source = null;
    clearInterval(polling);
    polling = undefined;
    clearInterval(ageing);
    ageing = undefined;
    clearTimeout(refreshTimer);
    clearTimeout(reconnectTimer);
  };
  // A hidden page holds no connection, and is refreshed when it becomes visible.
  const onVisibilityChange = () => {
    if (document.hidden) return stop();
    if (!source) {
      connect();
      refresh();
    }
  };
  if (!document.hidden) connect();
  document.addEventListener("visibilitychange", onVisibilityChange);
  return () => {
    document.removeEventListener("visibilitychange", onVisibilityChange);
    stop();
  };
}
