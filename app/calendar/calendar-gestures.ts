import { handleDragging, type Tools } from "./calendar-drag";
import { handleKeys } from "./calendar-keys";
import { handleNews } from "./calendar-news";

/**
 * Handles dragging, clicking, arrow keys and news within the calendar under `root`; returns how to stop. For people's
 * own scripts `data-live` says that it does, and that the news of others arrive too.
 */
export function handleCalendar(root: HTMLElement, tools: Tools): () => void {
  root.dataset.live = "here";
  const news = handleNews(tools.refresh, () => {
    root.dataset.live = "everywhere";
  });
  const stops = [handleDragging(root, tools), handleKeys(root), news];
  return () => {
    for (const stop of stops) stop();
  };
}
