import type { Sql } from "postgres";
import { type Delegator, judge, type RecordState } from "@/lib/rules/judge";
import { isStep } from "@/lib/rules/labels";
import { isRole } from "@/lib/rules/roles";
import { preconditions } from "@/lib/rules/rules";
import type { SignedIn } from "@/testing/people";
import { designStatuses } from "./design-table";
import type { ModelRecord, ModelVerdict } from "./model";

/** A lead who took no part in anything. */
const outsideDelegator: Delegator = { id: -1, roles: ["ops_lead"] };

type VerdictFor = (step: string, person: SignedIn) => ModelVerdict | "need" | null;

/** What the page would say: the judge, on what the app's role reads. Null where there is no such page. */
export async function judgeRecord(
  app: Sql,
  record: ModelRecord & { readonly id: number },
  roles_: readonly string[],
): Promise<VerdictFor> {
  const recordState = await recordStateOf(app, record);
  if (!recordState) return () => null;
  return (step, someone) => {
    if (!isStep(step)) return null;
    const delegators = roles_.includes("delegate") ? [outsideDelegator] : [];
    const verdict = judge(step, recordState, { ...someone, roles: roles_.filter(isRole), delegators });
    if (verdict.ok) return "taken";
    return verdict.code === "unknown" ? "status" : verdict.code;
  };
}

async function recordStateOf(
  app: Sql,
  { recordType, type, status, revision, id }: ModelRecord & { readonly id: number },
): Promise<RecordState | null> {
  if (type !== "" && !designStatuses[type].includes(status)) return null;
  const [row] = await app<
    { acts: RecordState["pastActions"]; facts: RecordState["checks"]; status: RecordState["status"] }[]
  >`
    select past_actions(${recordType}, ${id}, ${revision}) as acts, (current_state(${recordType}, ${id})).status,
      coalesce((select check_preconditions(c, ${[...preconditions]}, null, windlass_now()) from changes c where c.id = ${id} and ${recordType} = 'change'), '{}') as facts`;
  if (!row) return null;
  const { acts, facts: checks } = row;
  return { recordType, type, name: `CHG-${id}`, pastActions: acts, checks, status: row.status };
}
