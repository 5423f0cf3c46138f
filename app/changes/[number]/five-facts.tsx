import { Fact } from "@/components/record/fact";
import { Facts } from "@/components/record/facts";
import { When } from "@/components/record/when";
import { WindowShown } from "@/components/record/window-shown";
import type { ChangeRecord } from "@/db/changes/read-change";
import { rollbackBy } from "@/lib/changes/deadlines";
import { redactedBy, redactedText } from "@/lib/changes/redaction";
import { rosterSentence } from "@/lib/on-call/on-call";
import { versionPath } from "@/lib/policy/policy-version";
import { triggerWord } from "@/lib/rules/words";
import { tellPlainly } from "@/lib/time/format";
import { OtherFacts } from "./other-facts";

type Props = {
  change: ChangeRecord;
  zone: string;
  zones: readonly { readonly of: string; readonly zone: string }[];
};

export function FiveFacts({ change, zone, zones }: Props) {
  const gone = (field: string) => {
    const redaction = change.redacted[field];
    return redaction && redactedBy(redaction, (at) => tellPlainly(at, zone));
  };
  const roster = change.who && change.roster && rosterSentence(change.who, change.roster);
  return (
    <div className="mb-8 border-b border-line">
      <Fact heading="Who">
        <Facts
          rows={[
            { term: "Executed by", answer: change.who?.name },
            { term: "Author", answer: change.author.name },
            ...(roster ? [{ term: "On call at the time", answer: roster }] : []),
            ...(change.implementer ? [{ term: "Implementer", answer: change.implementer.name }] : []),
          ]}
        />
      </Fact>
      <Fact heading="What" text={change.what} redacted={gone("what")}>
        <Facts
          rows={[
            ...(change.category ? [{ term: "Category", answer: change.category }] : []),
            { term: "Systems", answer: systemsOf(change) || null },
            ...(change.entryTitle
              ? [{ term: "From the catalogue", answer: <FromEntry key="entry" change={change} /> }]
              : []),
            ...(change.trigger ? [{ term: "Emergency because", answer: triggerWord(change.trigger) }] : []),
          ]}
        />
      </Fact>
      <Fact heading="When">
        <Facts rows={times(change, zone, zones)} />
      </Fact>
      <Fact heading="Why" text={change.why} redacted={gone("why")} />
      <Fact heading="Rollback plan" text={change.rollbackPlan} redacted={gone("rollbackPlan")}>
        <Facts
          rows={[
            { term: "Fully reversible", answer: change.reversible ? "yes" : "no" },
            ...(change.rollbackMinutes === null
              ? []
              : [{ term: "Rollback takes", answer: `${change.rollbackMinutes} min` }]),
          ]}
        />
      </Fact>
      <OtherFacts change={change} gone={gone} />
    </div>
  );
}

const systemsOf = ({ systems, systemInWords, redacted }: ChangeRecord): string =>
  [
    ...systems.map(({ name, client }) => `${name} (${client})`),
    ...(systemInWords ? [`${systemInWords} (in words, not registered)`] : []),
    ...(redacted.systemInWords ? [`${redactedText} (in words, not registered)`] : []),
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
    ...(latest ? [{ term: "Start rollback by", answer: at(latest) }] : []),
    ...(expectedMinutes === null ? [] : [{ term: "Expected duration", answer: `${expectedMinutes} min` }]),
    { term: "Opened", answer: <Opened change={change} zone={zone} /> },
    { term: "Started", answer: at(startedAt) },
    { term: "Ended", answer: at(endedAt) },
    ...(failedAt ? [{ term: "Failed", answer: at(failedAt) }] : []),
    ...(rolledBackAt ? [{ term: "Rolled back", answer: at(rolledBackAt) }] : []),
  ];
}

const Opened = ({ change: { createdAt, policyVersion }, zone }: Pick<Props, "change" | "zone">) => (
  <>
    <When at={createdAt} zone={zone} />, under{" "}
    <a className="link" href={versionPath(policyVersion)}>
      version {policyVersion} of the policy
    </a>
  </>
);

type Shown = Pick<Props, "change" | "zones"> & { start: string; end: string };

const Window = ({ change, start, end, zones }: Shown) => (
  <>
    <WindowShown from={start} to={end} zones={zones} />
    {change.windowWaived ? (
      <span className="block text-warn-ink">A conflict was overridden for this revision.</span>
    ) : null}
  </>
);

/** The entry and its version at the time of the draft. */
const FromEntry = ({ change: { entryId, entryTitle, entryVersion, newerEntry } }: Pick<Props, "change">) => (
  <>
    <a className="link" href={`/catalogue/${entryId}`}>
      {entryTitle}
    </a>
    , entry {entryId}, version {entryVersion}
    {newerEntry ? (
      <>
        {" "}
        (there is a{" "}
        <a className="link" href={`/catalogue/${newerEntry}`}>
          newer one
        </a>
        )
      </>
    ) : null}
  </>
);
