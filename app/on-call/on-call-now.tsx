import { Facts } from "@/components/facts";
import { Remark } from "@/components/remark";
import { Section } from "@/components/section";
import { When } from "@/components/when";
import type { Ahead, OnCall } from "@/db/read-roster";
import { type Tier, tiers } from "@/lib/record";
import { tierWords } from "@/lib/words";
import { FormOf } from "../form-of";
import type { Kept } from "../kept";
import type { Person } from "../session";
import { worldOf, zoneOf } from "../world";

type Props = { ahead: Ahead; person: Person; kept: Kept | null; may: boolean };

/** Who is called now, and the form by which its reader becomes that person. */
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
