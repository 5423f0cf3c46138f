import { rollbackOutcomes } from "../../lib/record";
import { day } from "./moments";
import * as phrases from "./phrases";
import { instant } from "./scene";
import { atDesk, type Telling, within } from "./telling";
import { say, type Wording } from "./wording";

/** It fails and is rolled back. */
export function fail(telling: Telling, wording: Wording): void {
  const { dice } = telling;
  telling.take("fail", within(3, 25), { reason: say(dice, phrases.failures, wording) });
  const outcome = dice.pickUneven(rollbackOutcomes);
  const told = [phrases.rolledBack, phrases.partly, phrases.stuck][rollbackOutcomes.indexOf(outcome)] ?? [];
  telling.take("roll_back", within(4, 40), { outcome, actual: say(dice, told, wording) });
}

/** Its incident is owned, investigated and closed, and the team's alert attested. */
export function settleIncident(telling: Telling, wording: Wording): void {
  const { dice } = telling;
  telling.takeOnIncident("assign", within(5, 50), { owner: telling.somebody() });
  telling.takeOnIncident("attest", within(5, 50), {
    channel: say(dice, phrases.channels, wording),
    reason: say(dice, phrases.channelReasons, wording),
  });
  telling.takeOnIncident("investigate", atDesk(200, 4000), {
    rootCause: say(dice, phrases.causes, wording),
    findings: Array.from({ length: dice.whole(1, 3) }, () => ({
      finding: say(dice, phrases.findings, wording),
      owner: telling.somebody(),
      due: instant(telling.at + dice.whole(7, 60) * day).slice(0, 10),
    })),
  });
  telling.takeOnIncident(
    "close_incident",
    atDesk(100, 4000),
    dice.chance(0.5) ? { comment: "Root cause understood." } : {},
  );
}
