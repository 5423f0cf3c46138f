import type { Person } from "@/app/_request/session";
import { zoneOf } from "@/app/_request/zone";
import type { Kept } from "@/app/_steps/kept";
import { FormOf } from "@/app/_steps/panel/form-of";
import { worldOf } from "@/app/_steps/panel/form-options";
import { Facts } from "@/components/record/facts";
import { Remark } from "@/components/record/remark";
import { When } from "@/components/record/when";
import { Section } from "@/components/shell/section";
import type { Ahead, OnCall } from "@/db/on-call/read-roster";
import { type Tier, tiers } from "@/lib/rules/record";
import { tierWords } from "@/lib/rules/words";

type Props = { ahead: Ahead; person: Person; kept: Kept | null; may: boolean };

export function OnCallNow({ ahead: { spans }, person, kept, may }: Props) {
  const onCall = spans[0]?.onCall ?? [];
  const zone = zoneOf(person);
  return (
    <Section heading="Now">
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Facts
          rows={tiers.map((tier) => ({
            term: tierWords[tier],
            answer: <Called onCall={onCall.filter((one) => one.tier === tier)} tier={tier} zone={zone} />,
          }))}
        />
        {may ? (
          <div className="rounded-md border border-line bg-raised p-4 print:hidden">
            <FormOf step="take_on_call" subject="roster" type="" world={worldOf({ person })} kept={kept} />
          </div>
        ) : null}
      </div>
    </Section>
  );
}

function Called({ onCall, tier, zone }: { onCall: readonly OnCall[]; tier: Tier; zone: string }) {
  if (onCall.length === 0)
    return tier === tiers[0] ? (
      <Remark tone="bad" icon="alert">
        Nobody
      </Remark>
    ) : (
      "Nobody"
    );
  return (
    <ul>
      {onCall.map(({ id, name, until }) => (
        <li key={id}>
          <span className="font-semibold">{name}</span>, until <When at={until} zone={zone} />
        </li>
      ))}
    </ul>
  );
}
