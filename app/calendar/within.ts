/** The nearest element around what an event hit that the selector fits. */
export const within = (target: unknown, selector: string): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(selector) : null;
