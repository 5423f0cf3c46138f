import { type ScheduledStep, type StoryRecords, touchesSharedSystems } from "./merge-stories";

/**
 * Groups steps into layers of independent ones, which can be loaded in one statement: a step is in a later layer than the
 * previous step of its change, and than earlier steps of changes on the same systems.
 */
export function independentLayers(steps: readonly ScheduledStep[]): ScheduledStep[][] {
  const layers: ScheduledStep[][] = [];
  const next = new Map<StoryRecords | number, number>();
  for (const due of steps) {
    const { records, stage } = due;
    const sharedSystems = stage === "touching" && touchesSharedSystems(due) ? records.systems : [];
    const layer = Math.max(...[records, ...sharedSystems].map((one) => next.get(one) ?? 0));
    for (const one of [records, ...sharedSystems]) next.set(one, layer + 1);
    layers[layer] ??= [];
    layers[layer].push(due);
  }
  return layers;
}
