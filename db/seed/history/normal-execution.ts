import { answerFindings, fail, settleIncident } from "./failure";
import { day, instant, minute } from "./moments";
import * as phrases from "./phrases";
import { later, type Opening, type Scene } from "./scene";
import { atDesk, type Telling, within } from "./telling";
import { say, type Wording } from "./wording";

type Execution = {
  readonly wording: Wording;
  readonly systems: readonly number[];
  readonly opening: Opening;
  readonly fate: string;
};

// Minutes that remain reserved after the planned end, for an extension or a rollback.
const margin = 180;
const extension = 60;

/** Adds the steps of a normal change from its approval on: scheduled in a free window, executed, and verified or rolled back. */
export function execute(scene: Scene, telling: Telling, execution: Execution): Telling {
  const { dice } = scene;
  const { wording, fate } = execution;
  telling.at = later(telling.at, dice.whole(5, 60));
  const window = findWindow(scene, telling, execution);
  if (!window) return giveUp(telling, wording);
  schedule(telling, window, wording);
  telling.at = Math.max(telling.at, window.start);
  telling.take("start", within(0, 14));
  if (fate === "called off") telling.take("call_off", within(2, 20), { reason: say(dice, phrases.calledOff, wording) });
  else carryOut(telling, window, execution);
  const until = Math.max(later(window.end, extension), telling.at) + minute;
  scene.slots.take(execution.systems, window.start, execution.opening.stays ? Number.POSITIVE_INFINITY : until);
  if (fate === "failed") settle(telling, wording);
  else if (fate !== "called off") verify(telling, wording);
  return telling;
}

type Window = { readonly start: number; readonly end: number; readonly over: boolean };

// Where a present change occupies a system indefinitely, a lead overrides the conflict. A window more than ten days later counts as none.
function findWindow({ dice, slots, week }: Scene, telling: Telling, { systems, opening }: Execution): Window | null {
  const length = dice.pick([60, 60, 90, 120, 120, 180, 240]);
  const ahead = opening.window ?? week.deskTime(later(telling.at, dice.whole(90, 4000)), dice);
  const wanted = Math.ceil(Math.max(ahead, telling.at) / (5 * minute)) * 5 * minute;
  const blocked = slots.blocked(systems);
  const open = systems.filter((system) => !blocked.includes(system));
  const start = slots.firstFree(open, wanted, (length + margin) * minute);
  if (start === null || start > wanted + 10 * day) return null;
  return { start, end: later(start, length), over: blocked.length > 0 };
}

function giveUp(telling: Telling, wording: Wording): Telling {
  telling.take("cancel", atDesk(60, 900), { reason: say(telling.dice, phrases.noWindow, wording) });
  return telling;
}

function schedule(telling: Telling, { start, end, over }: Window, wording: Wording): void {
  const { dice } = telling;
  const posted = { windowStart: instant(start), windowEnd: instant(end), timezone: "UTC" };
  const implementer = dice.chance(0.4) ? { implementer: telling.somebody() } : {};
  const reason = say(dice, phrases.overrides, wording);
  if (over) telling.take("schedule_over", within(0, 0), { ...posted, reason });
  else telling.take("schedule", within(0, 0), { ...posted, ...implementer });
  if (!over && dice.chance(0.05))
    telling.take("reschedule", within(5, 30), { ...posted, implementer: telling.somebody() });
}

function carryOut(telling: Telling, { end }: Window, { wording, fate }: Execution): void {
  const { dice } = telling;
  for (let notes = dice.whole(1, 6); notes > 0; notes--)
    telling.take("note", within(1, 9), { comment: say(dice, phrases.notes, wording) });
  if (dice.chance(0.03))
    telling.take("extend", within(2, 10), {
      windowEnd: instant(later(end, extension)),
      timezone: "UTC",
      reason: say(dice, phrases.extensions, wording),
    });
  const failed = fate === "failed";
  if (!failed || dice.chance(0.5)) telling.take("finish", within(10, 50), { actual: say(dice, phrases.done, wording) });
  if (failed) fail(telling, wording);
}

function settle(telling: Telling, wording: Wording): void {
  const due = settleIncident(telling, wording);
  telling.take("settle", atDesk(60, 3000), { comment: say(telling.dice, phrases.works, wording) });
  answerFindings(telling, wording, due);
}

function verify(telling: Telling, wording: Wording): void {
  const { dice } = telling;
  const posted = { comment: say(dice, phrases.works, wording), monitoring: say(dice, phrases.monitored, wording) };
  telling.take("verify", dice.chance(0.03) ? within(1500, 3000) : within(10, 60), posted);
}
