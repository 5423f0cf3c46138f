import { type DueStep, meetsOthers, type Tale } from "./in-order";

/**
 * Groups steps into layers of independent ones, which can be loaded in one statement: a step is in a later layer than the
 * previous step of its change, and than earlier steps of changes on the same systems.
 */
export function layersOf(steps: readonly DueStep[]): DueStep[][] {
  const layers: DueStep[][] = [];
  const next = new Map<Tale | number, number>();
  for (const due of steps) {
    const { tale, stage } = due;
    const met = stage === "touching" && meetsOthers(due) ? tale.systems : [];
    const place = Math.max(...[tale, ...met].map((one) => next.get(one) ?? 0));
    for (const one of [tale, ...met]) next.set(one, place + 1);
    layers[place] ??= [];
    layers[place].push(due);
  }
  return layers;
}
