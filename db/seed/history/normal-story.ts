import { execute } from "./normal-execution";
import * as phrases from "./phrases";
import { begin, choosePlaces, fromCatalogue, type Opening, type Scene } from "./scene";
import { atDesk, type Telling, within } from "./telling";
import { topics } from "./topics";
import { fill, say, type Wording } from "./wording";

type Fate = "as planned" | "rejected" | "cancelled" | "called off" | "failed";
type Draft = {
  readonly wording: Wording;
  readonly systems: readonly number[];
  readonly input: object;
  readonly routine: boolean;
};

/** Generates a normal change from its draft to the outcome `fate`, by default random. */
export function tellNormal(scene: Scene, opening: Opening, fate: Fate = chooseFate(scene)): Telling {
  const telling = begin(scene, "normal", opening);
  const { dice } = scene;
  const draft = draftOf(scene, opening.at);
  const { wording } = draft;
  telling.take("draft", within(0, 0), { type: "normal", ...draft.input });
  while (dice.chance(0.5)) edit(telling, draft);
  if (dice.chance(0.03)) telling.take("take_over", atDesk(60, 900), { reason: say(dice, phrases.takenOver, wording) });
  telling.take("submit", atDesk(5, 240));
  if (dice.chance(0.1)) sendBack(telling, draft);
  if (fate === "rejected") return end(telling, "reject", phrases.rejected, wording);
  decide(telling, draft);
  if (dice.chance(0.03)) revise(telling, draft);
  if (fate === "cancelled") return end(telling, "cancel", phrases.cancelled, wording);
  return execute(scene, telling, { ...draft, opening, fate });
}

function chooseFate({ dice }: Scene): Fate {
  const thrown = dice.draw();
  if (thrown < 0.04) return "rejected";
  if (thrown < 0.08) return "cancelled";
  if (thrown < 0.095) return "called off";
  return thrown < 0.15 ? "failed" : "as planned";
}

function draftOf(scene: Scene, at: number): Draft {
  const { dice } = scene;
  const routine = dice.chance(0.25);
  const from = routine ? fromCatalogue(scene, "routine", at) : fromTopic(scene, at);
  const input = {
    why: say(dice, phrases.whys, from.wording),
    impact: say(dice, phrases.impacts, from.wording),
    expectedMinutes: dice.whole(2, 16) * 5,
    rollbackMinutes: dice.whole(1, 6) * 5,
    ...(dice.chance(0.4) ? { links: `https://tickets.example.org/${from.wording.ticket}` } : {}),
    ...from.input,
  };
  return { wording: from.wording, systems: from.input.systems, input, routine };
}

function fromTopic(scene: Scene, at: number) {
  const topic = scene.dice.pickUneven(topics);
  const { systems, wording } = choosePlaces(scene, scene.places, at);
  const say = (phrase: string) => fill(phrase, wording);
  const facts = {
    title: say(topic.title),
    what: say(topic.what),
    rollbackPlan: say(topic.plan),
    verification: say(topic.check),
  };
  return { wording, input: { ...facts, category: topic.category, reversible: scene.dice.chance(0.8), systems } };
}

function edit(telling: Telling, { wording, input }: Draft): void {
  const verb = telling.dice.chance(0.5) ? "impact" : "why";
  const added = say(telling.dice, phrases.edits, wording);
  const before = verb in input ? Object.entries(input).find(([field]) => field === verb)?.[1] : "";
  telling.take("edit", within(5, 90), { [verb]: `${before} ${added}` });
}

function sendBack(telling: Telling, draft: Draft): void {
  telling.take("send_back", atDesk(20, 900), { comment: say(telling.dice, phrases.sentBack, draft.wording) });
  edit(telling, draft);
  telling.take("submit", atDesk(5, 400));
}

function decide(telling: Telling, { wording, routine }: Draft): void {
  const { dice } = telling;
  const comment = (phrases: readonly string[]) => (dice.chance(0.5) ? { comment: say(dice, phrases, wording) } : {});
  telling.take("review", atDesk(15, 900), comment(phrases.reviewed));
  telling.take(routine ? "approve_routine" : "approve", atDesk(10, 900), comment(phrases.approved));
}

function revise(telling: Telling, draft: Draft): void {
  telling.take("revise", atDesk(20, 900), { reason: say(telling.dice, phrases.revised, draft.wording) });
  edit(telling, draft);
  telling.take("submit", atDesk(5, 200));
  decide(telling, draft);
}

function end(telling: Telling, step: "reject" | "cancel", reasons: readonly string[], wording: Wording): Telling {
  telling.take(step, atDesk(30, 2000), { reason: say(telling.dice, reasons, wording) });
  return telling;
}
