import { type DueStep, meetsOthers, type Tale } from "./in-order";

/**
 * Steps in their order, as layers: each comes in a later one than the step before it of its change, and than the steps before
 * it of changes on the same systems. Those of one layer have nothing to do with each other.
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
