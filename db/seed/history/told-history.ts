import { Dice } from "./dice";
import { tellEmergency } from "./emergency-story";
import { openSpan, tellOpen } from "./left-open";
import { day, hour } from "./moments";
import { tellNormal } from "./normal-story";
import type { Scene } from "./scene";
import { tellStandard } from "./standard-story";
import type { ToldStep } from "./telling";

export type Story = readonly ToldStep[];
type Length = { readonly changes: number; readonly years: number; readonly now: number };

/** Generates the stories of `changes` changes over `years` years by start, a few of them still open. */
export function* tellHistory(scene: Scene, { changes, years, now }: Length): Generator<Story> {
  const ownDice = { ...scene, dice: new Dice(changes) };
  const open = tellOpen(ownDice, now, Math.floor(changes / 4)).sort((one, other) => beginning(one) - beginning(other));
  const { midnight } = scene.week;
  const start = midnight - years * 365 * day;
  for (const at of scene.week.moments(start, midnight - 8 * hour, changes - open.length, scene.dice)) {
    while (open[0] && beginning(open[0]) <= at) yield open.shift() ?? [];
    scene.slots.forget(at - day);
    yield tellEnded(scene, at, midnight);
  }
  yield* open;
}

const beginning = (story: Story): number => story[0]?.at ?? 0;

// A story that would not end in time is replaced by a short one that does; findings may remain unanswered.
function tellEnded(scene: Scene, at: number, end: number): Story {
  const hurried = end - at < 2 * openSpan;
  const thrown = scene.dice.draw();
  const tell = thrown < 0.36 ? tellStandard : thrown < 0.86 ? tellNormal : tellEmergency;
  const steps = tell(scene, { at, hurried }).steps.filter((told) => told.step !== "answer" || told.at < end - hour);
  const ended = (steps.at(-1)?.at ?? end) < end - hour;
  return ended ? steps : tellStandard(scene, { at, hurried: true }, false).steps;
}
