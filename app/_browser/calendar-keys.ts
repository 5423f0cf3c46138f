import { within } from "./within";

/** Left and right move between days, up and down within a day and on to the week before or after. */
export function handleKeys(root: HTMLElement): () => void {
  const press = (event: KeyboardEvent) => {
    const cells = [...root.querySelectorAll<HTMLElement>("[data-date]")].filter((cell) => cell.offsetParent !== null);
    const here = within(event.target, "[data-date]");
    const day = here ? cells.indexOf(here) : headOf(root, event.target);
    if (day < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const next =
      sideways !== undefined
        ? stopsOf(root, cells, day + sideways)[0]
        : along !== undefined
          ? step(root, cells, day, event.target, along)
          : undefined;
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  root.addEventListener("keydown", press);
  return () => root.removeEventListener("keydown", press);
}

function step(root: HTMLElement, cells: readonly HTMLElement[], day: number, from: unknown, along: number) {
  const stops = stopsOf(root, cells, day);
  const place = placeOf(from, stops);
  const beside = stops[place + along];
  if (place >= 0 && beside) return beside;
  const week = cells[0]?.tagName === "TD" && cells.length > 7 ? 7 : 1;
  const there = stopsOf(root, cells, day + along * week);
  return along > 0 ? there[0] : there.at(-1);
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
const headOf = (root: HTMLElement, target: unknown) => placeOf(target, headsOf(root));

const placeOf = (target: unknown, among: readonly HTMLElement[]): number =>
  target instanceof HTMLElement ? among.indexOf(target) : -1;
