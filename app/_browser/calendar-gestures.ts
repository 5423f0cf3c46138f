import { handleDragging, type Tools } from "./calendar-drag";
import { handleKeys } from "./calendar-keys";
import { handleNews } from "./calendar-news";

/**
 * Adds dragging, clicking, arrow keys and live updates to the calendar; returns a cleanup function. `data-live` tells people's
 * own scripts when it is active, and when live updates arrive.
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
