import { closestElement } from "./closest-element";

/** Left and right move between days, up and down within a day and on to the week before or after. */
export function handleKeys(root: HTMLElement): () => void {
  const press = (event: KeyboardEvent) => {
    const cells = [...root.querySelectorAll<HTMLElement>("[data-date]")].filter((cell) => cell.offsetParent !== null);
    const here = closestElement(event.target, "[data-date]");
    const day = here ? cells.indexOf(here) : headOf(root, event.target);
    if (day < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const direction = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const next =
      sideways !== undefined
        ? stopsOf(root, cells, day + sideways)[0]
        : direction !== undefined
          ? stepAlong(root, cells, day, event.target, direction)
          : undefined;
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  root.addEventListener("keydown", press);
  return () => root.removeEventListener("keydown", press);
}

function stepAlong(root: HTMLElement, cells: readonly HTMLElement[], day: number, from: unknown, direction: number) {
  const stops = stopsOf(root, cells, day);
  const index = indexIn(from, stops);
  const nextStop = stops[index + direction];
  if (index >= 0 && nextStop) return nextStop;
  const week = cells[0]?.tagName === "TD" && cells.length > 7 ? 7 : 1;
  const there = stopsOf(root, cells, day + direction * week);
  return direction > 0 ? there[0] : there.at(-1);
}

/** The focusable links of a day: its own, then its windows. */
function stopsOf(root: HTMLElement, cells: readonly HTMLElement[], day: number): HTMLElement[] {
  const cell = cells[day];
  if (!cell) return [];
  const head = cell.querySelector<HTMLElement>("[data-day]") ?? headsOf(root)[day];
  const bars = [...cell.querySelectorAll<HTMLElement>("a.bar, td a.link, th a.link")].filter(
    (each) => each.offsetParent !== null,
  );
  return head ? [head, ...bars] : bars;
}

const headsOf = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>("thead [data-day]")];
const headOf = (root: HTMLElement, target: unknown) => indexIn(target, headsOf(root));

const indexIn = (target: unknown, among: readonly HTMLElement[]): number =>
  target instanceof HTMLElement ? among.indexOf(target) : -1;
