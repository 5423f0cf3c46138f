import type { Step } from "../../lib/rules";
import type { DueStep, Tale } from "./in-order";

// What a change does while others have its systems.
const apart: readonly Step[] = ["note", "verify", "settle"];

/**
 * Steps in their order, as layers: each comes in a later one than the step before it of its change, and than the steps before
 * it of changes on the same systems. Those of one layer have nothing to do with each other.
 */
export function layersOf(steps: readonly DueStep[]): DueStep[][] {
  const layers: DueStep[][] = [];
  const next = new Map<Tale | number, number>();
  for (const due of steps) {
    const { tale, subject, step, decided } = due;
    const met = decided || subject !== "change" || apart.includes(step) ? [] : tale.systems;
    const place = Math.max(...[tale, ...met].map((one) => next.get(one) ?? 0));
    for (const one of [tale, ...met]) next.set(one, place + 1);
    layers[place] ??= [];
    layers[place].push(due);
  }
  return layers;
}
