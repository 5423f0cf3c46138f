/** The element that an event is about: its target, or the closest around it, that fits the selector. */
export const closestElement = <E extends HTMLElement = HTMLElement>(target: unknown, selector: string): E | null =>
  target instanceof Element ? target.closest<E>(selector) : null;
