import { settings } from "@/app/_request/settings";
import { timeFormatterFor } from "@/app/_request/time-formatter";
import { toActor, toChangeState } from "@/app/_steps/record-state";
import { readApiChanges } from "@/db/api/read-api-changes";
import { readChange } from "@/db/changes/read-change";
import { readStaff } from "@/db/people/read-people";
import { idFromNumber } from "@/lib/api/collections";
import { addressesOf } from "@/lib/api/record-addresses";
import type { ApiChange } from "@/lib/api/records/change";
import { versionTag } from "@/lib/api/version-tag";
import { explainRefusal } from "@/lib/refusals/explain-refusal";
import { stepOffersFor } from "@/lib/rules/judge";
import type { ApiCaller } from "./api-caller";
import type { ApiAnswer } from "./api-responses";
import { limitsOf, noSuchRecord, type ReadRequest } from "./list-answers";

/** A change, with the steps that a token can take from where it stands, each with whether this one’s person may. */
export async function changeAnswer({ caller, number }: ReadRequest): Promise<ApiAnswer> {
  const id = idFromNumber("change", number ?? "");
  const [summary] = id ? await readApiChanges({ id, limits: limitsOf(caller) }) : [];
  const change = id && summary ? await readChange(id) : null;
  if (!id || !summary || !change) throw noSuchRecord();
  const body: ApiChange = {
    ...summary,
    version: change.stepSeq,
    systems: [...summary.systems],
    ...addressesOf("change", id, settings().appUrl),
    ...textsOf(change),
    ...{
      reversible: change.reversible,
      expectedMinutes: change.expectedMinutes,
      rollbackMinutes: change.rollbackMinutes,
    },
    ...{ entryValues: change.entryValues, trigger: change.trigger, shareable: change.shareable },
    ...{ timezone: change.windowTimezone, windowWaived: change.windowWaived },
    ...{ failedAt: change.failedAt, rolledBackAt: change.rolledBackAt, follows: change.follows?.number ?? null },
    incidents: change.incidents.map(({ number: incident, status }) => ({ number: incident, status })),
    redacted: Object.keys(change.redacted),
    steps: await offersFor(change, caller),
  };
  return { status: 200, body, headers: { ETag: versionTag(body.version) } };
}

type ChangeRecord = NonNullable<Awaited<ReturnType<typeof readChange>>>;

const textsOf = ({ what, why, rollbackPlan, verification, impact, links, systemInWords }: ChangeRecord) => ({
  ...{ what, why, rollbackPlan, verification, impact, links, systemInWords },
});

async function offersFor(change: ChangeRecord, caller: ApiCaller): Promise<ApiChange["steps"]> {
  const [state, actor, staff] = [toChangeState(change), toActor(caller), await readStaff()];
  const formatTime = timeFormatterFor(caller);
  return stepOffersFor(state, actor)
    .filter(({ rule }) => rule.tokenScope)
    .map(({ step, rule, verdict }) => ({
      ...{ step, allowed: verdict.ok, clause: rule.clause },
      ...(!verdict.ok && { detail: explainRefusal(verdict, state, actor, staff, formatTime) }),
    }));
}
