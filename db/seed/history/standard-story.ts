import { answerFindings, fail, settleIncident } from "./failure";
import { instant } from "./moments";
import * as phrases from "./phrases";
import { begin, fromCatalogue, type Opening, type Scene } from "./scene";
import { atDesk, type Telling, within } from "./telling";
import { say, type Wording } from "./wording";

/** Generates a standard change from the catalogue, mostly until it is logged; `failing` decides whether it fails, by default at random. */
export function tellStandard(scene: Scene, opening: Opening, failing?: boolean): Telling {
  const telling = begin(scene, "standard", opening);
  const { dice } = scene;
  const { wording, input } = fromCatalogue(scene, "standard", opening.at);
  telling.take("draft", within(0, 0), { type: "standard", why: say(dice, phrases.whys, wording), ...input });
  if (dice.chance(0.5)) telling.take("edit", within(2, 30), { why: say(dice, phrases.whys, wording) });
  if (failing === undefined && dice.chance(0.03)) return cancel(telling, wording);
  telling.take("document", within(2, 45));
  telling.take("start", atDesk(5, 300));
  if (failing === undefined && dice.chance(0.01)) return callOff(telling, wording);
  while (dice.chance(0.6)) telling.take("note", within(3, 20), { comment: say(dice, phrases.notes, wording) });
  const late = dice.chance(0.4);
  if (failing ?? dice.chance(0.03)) {
    if (late) log(telling, wording);
    fail(telling, wording);
    const due = settleIncident(telling, wording);
    telling.take("settle", atDesk(60, 3000), { comment: say(dice, phrases.works, wording) });
    answerFindings(telling, wording, due);
  } else log(telling, wording);
  return telling;
}

function log(telling: Telling, wording: Wording): void {
  const ended = telling.at;
  telling.take("log", within(3, 50), { actual: say(telling.dice, phrases.done, wording), endedAt: instant(ended) });
}

function cancel(telling: Telling, wording: Wording): Telling {
  telling.take("cancel", atDesk(60, 3000), { reason: say(telling.dice, phrases.cancelled, wording) });
  return telling;
}

function callOff(telling: Telling, wording: Wording): Telling {
  telling.take("call_off", within(2, 20), { reason: say(telling.dice, phrases.calledOff, wording) });
  return telling;
}
