import { type CalendarCallbacks, handleDragging } from "./calendar-drag";
import { handleKeys } from "./calendar-keys";
import { followUpdates } from "./calendar-updates";

/**
 * Adds dragging, clicking, arrow keys and live updates to the calendar; returns a cleanup function. `data-live` tells users'
 * own scripts when it is active, and when live updates arrive.
 */
export function enhanceCalendar(root: HTMLElement, callbacks: CalendarCallbacks): () => void {
  root.dataset.live = "here";
  const stopUpdates = followUpdates(callbacks.refresh, () => {
    root.dataset.live = "everywhere";
  });
  const cleanups = [handleDragging(root, callbacks), handleKeys(root), stopUpdates];
  return () => {
    for (const cleanup of cleanups) cleanup();
  };
}
