import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import type { FormDraft } from "@/app/_steps/form-draft";
import { formOptionsFor } from "@/app/_steps/panel/form-options";
import { StepFormWithDraft } from "@/app/_steps/panel/step-form-with-draft";
import { DateTime } from "@/components/record/date-time";
import { DeadlineBadge } from "@/components/record/deadline-badge";
import { DefinitionList } from "@/components/record/definition-list";
import { Section } from "@/components/shell/section";
import type { OnCall, UpcomingShifts } from "@/db/on-call/read-roster";
import { tierLabels } from "@/lib/rules/labels";
import { type Tier, tiers } from "@/lib/rules/record";

type Props = { ahead: UpcomingShifts; person: SessionUser; formDraft: FormDraft | null; mayTakeOver: boolean };

export function OnCallNow({ ahead: { spans }, person, formDraft, mayTakeOver }: Props) {
  const onCall = spans[0]?.onCall ?? [];
  const zone = userZone(person);
  return (
    <Section heading="Now">
      <div className="grid items-start gap-6 md:grid-cols-2">
        <DefinitionList
          rows={tiers.map((tier) => ({
            term: tierLabels[tier],
            value: <OnCallList onCall={onCall.filter((one) => one.tier === tier)} tier={tier} zone={zone} />,
          }))}
        />
        {mayTakeOver ? (
          <div className="rounded-md border border-line bg-raised p-4 print:hidden">
            <StepFormWithDraft
              step="take_on_call"
              recordType="roster"
              type=""
              options={formOptionsFor({ person })}
              formDraft={formDraft}
            />
          </div>
        ) : null}
      </div>
    </Section>
  );
}

function OnCallList({ onCall, tier, zone }: { onCall: readonly OnCall[]; tier: Tier; zone: string }) {
  if (onCall.length === 0)
    return tier === tiers[0] ? (
      <DeadlineBadge tone="bad" icon="alert">
        Nobody
      </DeadlineBadge>
    ) : (
      "Nobody"
    );
  return (
    <ul>
      {onCall.map(({ id, name, until }) => (
        <li key={id}>
          <span className="font-semibold">{name}</span>, until <DateTime at={until} zone={zone} />
        </li>
      ))}
    </ul>
  );
}
