const pollMs = 15_000;
const listenAgainMs = 5_000;

/** Refreshes the page when somebody changes the calendar, by polling where server-sent events fail. */
export function handleNews(refresh: () => void, opened: () => void): () => void {
  let source: EventSource | null = null;
  let polling: ReturnType<typeof setInterval> | undefined;
  let soon: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  const news = () => {
    clearTimeout(soon);
    soon = setTimeout(() => document.querySelector(".dragged") ?? refresh(), 200);
  };
  const listen = () => {
    clearTimeout(again);
    source?.close();
    source = new EventSource("/calendar/live");
    source.onmessage = news;
    source.onopen = () => {
      opened();
      clearInterval(polling);
      polling = undefined;
    };
    source.onerror = () => {
      polling ??= setInterval(refresh, pollMs);
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(listen, listenAgainMs);
    };
  };
  const stop = () => {
    source?.close();
    source = null;
    clearInterval(polling);
    polling = undefined;
    clearTimeout(soon);
    clearTimeout(again);
  };
  // A hidden page holds no connection, and is refreshed when it becomes visible.
  const seen = () => {
    if (document.hidden) return stop();
    if (!source) {
      listen();
      refresh();
    }
  };
  if (!document.hidden) listen();
  document.addEventListener("visibilitychange", seen);
  return () => {
    document.removeEventListener("visibilitychange", seen);
    stop();
  };
}
