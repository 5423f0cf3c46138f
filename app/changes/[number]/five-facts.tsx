import { Fact } from "@/components/fact";
import { Facts } from "@/components/facts";
import { PlainText } from "@/components/plain-text";
import { When } from "@/components/when";
import { WindowShown } from "@/components/window-shown";
import type { ChangeRecord } from "@/db/read-change";
import { rollbackBy } from "@/lib/remarks";
import { triggerWord } from "@/lib/words";

type Props = {
  change: ChangeRecord;
  /** The reader's zone. */
  zone: string;
  /** The zones in which its window is shown. */
  zones: readonly { readonly of: string; readonly zone: string }[];
};

/** The five facts of the policy, each under its heading, then what else the record says. */
export function FiveFacts({ change, zone, zones }: Props) {
  return (
    <div className="mb-8 border-b border-line">
      <Fact heading="Who">
        <Facts
          rows={[
            { term: "Made the change", answer: change.who?.name },
            { term: "Author", answer: change.author.name },
            ...(change.implementer ? [{ term: "Planned to carry it out", answer: change.implementer.name }] : []),
          ]}
        />
      </Fact>
      <Fact heading="What" text={change.what}>
        <Facts
          rows={[
            ...(change.category ? [{ term: "Category", answer: change.category }] : []),
            { term: "Systems", answer: systemsOf(change) || null },
            ...(change.entryTitle
              ? [{ term: "From the catalogue", answer: `${change.entryTitle} (entry ${change.entryId})` }]
              : []),
            ...(change.trigger ? [{ term: "Emergency because", answer: triggerWord(change.trigger) }] : []),
          ]}
        />
      </Fact>
      <Fact heading="When">
        <Facts rows={times(change, zone, zones)} />
      </Fact>
      <Fact heading="Why" text={change.why} />
      <Fact heading="Rollback plan" text={change.rollbackPlan}>
        <Facts
          rows={[
            { term: "Restores the earlier state completely", answer: change.reversible ? "yes" : "not marked so" },
            ...(change.rollbackMinutes === null ? [] : [{ term: "Takes", answer: `${change.rollbackMinutes} min` }]),
          ]}
        />
      </Fact>
      {change.verification ? <Fact heading="Verification" text={change.verification} /> : null}
      {change.impact ? <Fact heading="Impact" text={change.impact} /> : null}
      {change.links ? (
        <Fact heading="Links">
          <PlainText text={change.links} />
        </Fact>
      ) : null}
    </div>
  );
}

const systemsOf = ({ systems, systemInWords }: ChangeRecord): string =>
  [
    ...systems.map(({ name, client }) => `${name} (${client})`),
    ...(systemInWords ? [`${systemInWords} (in words, not registered)`] : []),
  ].join(", ");

function times(change: ChangeRecord, zone: string, zones: Props["zones"]) {
  const { windowStart, windowEnd, startedAt, endedAt, failedAt, rolledBackAt, expectedMinutes } = change;
  const latest = rollbackBy(change);
  const at = (instant: string | null) => (instant ? <When at={instant} zone={zone} /> : undefined);
  return [
    ...(change.type === "normal"
      ? [
          {
            term: "Window",
            answer:
              windowStart && windowEnd ? (
                <Window change={change} start={windowStart} end={windowEnd} zones={zones} />
              ) : undefined,
          },
        ]
      : []),
    ...(latest ? [{ term: "Begin a rollback by", answer: at(latest) }] : []),
    ...(expectedMinutes === null ? [] : [{ term: "Expected to take", answer: `${expectedMinutes} min` }]),
    { term: "Started", answer: at(startedAt) },
    { term: "Ended", answer: at(endedAt) },
    ...(failedAt ? [{ term: "Failed", answer: at(failedAt) }] : []),
    ...(rolledBackAt ? [{ term: "Rolled back", answer: at(rolledBackAt) }] : []),
  ];
}

type Shown = Pick<Props, "change" | "zones"> & { start: string; end: string };

const Window = ({ change, start, end, zones }: Shown) => (
  <>
    <WindowShown from={start} to={end} zones={zones} />
    {change.windowWaived ? <span className="block text-warn-ink">A conflict was waived for this revision.</span> : null}
  </>
);
