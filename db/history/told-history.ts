import { tellEmergency } from "./emergency-story";
import { openSpan, tellOpen } from "./left-open";
import { day, hour, momentsBetween } from "./moments";
import { tellNormal } from "./normal-story";
import type { Scene } from "./scene";
import { tellStandard } from "./standard-story";
import type { ToldStep } from "./telling";

export type Story = readonly ToldStep[];
type Length = { readonly changes: number; readonly start: number; readonly now: number };

/** The stories of `changes` changes between `start` and `now`, in the order of their beginnings, a few of them open. */
export function* tellHistory(scene: Scene, { changes, start, now }: Length): Generator<Story> {
  const open = tellOpen(scene, now, Math.floor(changes / 4)).sort((one, other) => beginning(one) - beginning(other));
  for (const at of momentsBetween(start, now - 8 * hour, changes - open.length, scene.dice)) {
    while (open[0] && beginning(open[0]) <= at) yield open.shift() ?? [];
    scene.slots.forget(at - day);
    yield tellEnded(scene, at, now);
  }
  yield* open;
}

const beginning = (story: Story): number => story[0]?.at ?? 0;

// What would not be over by now is told anew, as something that is.
function tellEnded(scene: Scene, at: number, now: number): Story {
  const hurried = now - at < 2 * openSpan;
  const thrown = scene.dice.draw();
  const tell = thrown < 0.36 ? tellStandard : thrown < 0.86 ? tellNormal : tellEmergency;
  const { steps } = tell(scene, { at, hurried });
  const ended = (steps.at(-1)?.at ?? now) < now - hour;
  return ended ? steps : tellStandard(scene, { at, hurried: true }, false).steps;
}
