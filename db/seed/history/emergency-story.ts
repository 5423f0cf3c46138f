import { reviewOutcomes, tiers, triggers } from "@/lib/rules/record";
import { answerFindings, fail, settleIncident } from "./failure";
import { instant, minute } from "./moments";
import * as phrases from "./phrases";
import { begin, choosePlaces, type Opening, type Scene } from "./scene";
import { atDesk, type Telling, within } from "./telling";
import { type Topic, troubles } from "./topics";
import { fill, say, type Wording } from "./wording";

/** Generates an emergency from its declaration to the lead's review; `failing` decides whether it fails, by default at random. */
export function tellEmergency(scene: Scene, opening: Opening, failing = scene.dice.chance(0.07)): Telling {
  const telling = begin(scene, "emergency", opening);
  const { dice } = scene;
  const trouble = dice.pickUneven(troubles);
  const { systems, wording } = choosePlaces(scene, scene.places, opening.at);
  const unregistered = dice.chance(0.03);
  const wasOnCall = declare(
    telling,
    scene,
    fill(trouble.what, wording),
    unregistered ? { systemInWords: `${wording.host} of the old site` } : { systems },
  );
  while (dice.chance(0.7)) telling.take("note", within(2, 25), { comment: say(dice, phrases.notes, wording) });
  telling.take("edit", within(2, 30), {
    title: fill(trouble.title, wording),
    category: trouble.category,
    ...(unregistered ? { systems, systemInWords: "" } : {}),
  });
  if (!failing && dice.chance(0.03))
    telling.take("stand_down", within(3, 30), { reason: say(dice, phrases.stoodDown, wording) });
  else telling.take("finish", within(3, 60), { actual: say(dice, phrases.done, wording) });
  if (failing) fail(telling, wording);
  document(telling, trouble, wording, wasOnCall);
  if (dice.chance(0.04)) {
    telling.take("return", atDesk(60, 900), { comment: say(dice, phrases.returned, wording) });
    document(telling, trouble, wording, wasOnCall);
  }
  const due = failing ? settleIncident(telling, wording) : [];
  const outcome = dice.pickUneven(reviewOutcomes);
  const reasons = outcome === reviewOutcomes[0] ? phrases.justifications : phrases.unjustified;
  telling.take("review_after", atDesk(100, 4000), { outcome, reason: say(dice, reasons, wording) });
  answerFindings(telling, wording, due);
  return telling;
}

/** Mostly by somebody on call at that time; returns whether it was. */
function declare(telling: Telling, { roster }: Scene, what: string, where: object): boolean {
  const { dice } = telling;
  const claimed = telling.at - dice.whole(0, 40) * minute;
  const onCall = tiers.map((tier) => roster.at(claimed, tier));
  const input = { trigger: dice.pickUneven(triggers), what, startedAt: instant(claimed), ...where };
  const by = dice.chance(0.94) ? dice.pickUneven(onCall, 2) : undefined;
  return onCall.includes(telling.take("declare", within(0, 0), input, by));
}

function document(telling: Telling, trouble: Topic, wording: Wording, wasOnCall: boolean): void {
  const { dice } = telling;
  const late = dice.chance(0.07);
  telling.take("document", late ? within(1450, 3500) : within(15, 900), {
    what: fill(trouble.what, wording),
    why: say(dice, phrases.justifications, wording),
    rollbackPlan: fill(trouble.plan, wording),
    explanation: say(
      dice,
      late ? phrases.lateReasons : wasOnCall ? phrases.onCallReasons : phrases.offRosterReasons,
      wording,
    ),
  });
}
