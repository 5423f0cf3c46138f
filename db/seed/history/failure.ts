import { rollbackOutcomes } from "@/lib/rules/record";
import { day, instant } from "./moments";
import * as phrases from "./phrases";
import { atDesk, type Telling, within } from "./telling";
import { say, type Wording } from "./wording";

/** Adds the failure and its rollback. */
export function fail(telling: Telling, wording: Wording): void {
  const { dice } = telling;
  telling.take("fail", within(3, 25), { reason: say(dice, phrases.failures, wording) });
  const outcome = dice.pickUneven(rollbackOutcomes);
  const told = [phrases.rolledBack, phrases.partly, phrases.stuck][rollbackOutcomes.indexOf(outcome)] ?? [];
  telling.take("roll_back", within(4, 40), { outcome, actual: say(dice, told, wording) });
}

/** Adds the steps of the incident until it is closed, with an attested alert. Returns the due times of its findings. */
export function settleIncident(telling: Telling, wording: Wording): readonly number[] {
  const { dice } = telling;
  telling.takeOnIncident("assign", within(5, 50), { owner: telling.somebody() });
  telling.takeOnIncident("attest", within(5, 50), {
    channel: say(dice, phrases.channels, wording),
    reason: say(dice, phrases.channelReasons, wording),
  });
  const due = Array.from({ length: dice.whole(1, 3) }, () => telling.at + dice.whole(7, 60) * day);
  telling.takeOnIncident("investigate", atDesk(200, 4000), {
    rootCause: say(dice, phrases.causes, wording),
    findings: due.map((at) => ({
      finding: say(dice, phrases.findings, wording),
      owner: telling.somebody(),
      due: instant(at).slice(0, 10),
    })),
  });
  telling.takeOnIncident(
    "close_incident",
    atDesk(100, 4000),
    dice.chance(0.5) ? { comment: "Root cause understood." } : {},
  );
  return due;
}

/** Answers the findings with these due times, most of them in time and a few never. */
export function answerFindings(telling: Telling, wording: Wording, due: readonly number[]): void {
  const { dice } = telling;
  const answered = due.flatMap((at, finding) => {
    const took = dice.chance(0.1) ? 1 + dice.draw() / 2 : 0.2 + dice.draw() * 0.7;
    return dice.chance(0.88) ? [{ finding, at: telling.at + Math.max(0, at - telling.at) * took }] : [];
  });
  for (const { finding, at } of answered.sort((one, other) => one.at - other.at)) {
    telling.at = Math.max(telling.at, Math.round(at));
    telling.takeOnIncident("answer", within(0, 0), { finding, answer: say(dice, phrases.answers, wording) });
  }
}
