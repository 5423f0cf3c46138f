import { DateTime } from "@/components/record/date-time";
import { DefinitionList } from "@/components/record/definition-list";
import { FactSection } from "@/components/record/fact-section";
import { WindowTimes } from "@/components/record/window-times";
import type { ChangeRecord } from "@/db/changes/read-change";
import { latestRollbackStart } from "@/lib/changes/deadlines";
import { redactedText, redactionSentence } from "@/lib/changes/redaction";
import { rosterSentence } from "@/lib/on-call/on-call-sentences";
import { versionPath } from "@/lib/policy/policy-version";
import { triggerLabel } from "@/lib/rules/labels";
import { formatDateTime } from "@/lib/time/format";
import { OtherFacts } from "./other-facts";

type Props = {
  change: ChangeRecord;
  zone: string;
  zones: readonly { readonly of: string; readonly zone: string }[];
};

export function FiveFacts({ change, zone, zones }: Props) {
  const redactionNote = (field: string) => {
    const redaction = change.redacted[field];
    return redaction && redactionSentence(redaction, (at) => formatDateTime(at, zone));
  };
  const roster = change.who && change.roster && rosterSentence(change.who, change.roster);
  return (
    <div className="mb-8 border-b border-line">
      <FactSection heading="Who">
        <DefinitionList
          rows={[
            { term: "Executed by", value: change.who?.name, missing: "nobody yet" },
            { term: "Author", value: change.author.name },
            ...(roster ? [{ term: "On call at the time", value: roster }] : []),
            ...(change.implementer ? [{ term: "Implementer", value: change.implementer.name }] : []),
          ]}
        />
      </FactSection>
      <FactSection heading="What" text={change.what} redacted={redactionNote("what")}>
        <DefinitionList
          rows={[
            ...(change.category ? [{ term: "Category", value: change.category }] : []),
            { term: "Systems", value: systemsText(change) || null },
            ...(change.entryTitle
              ? [{ term: "From the catalogue", value: <FromEntry key="entry" change={change} /> }]
              : []),
            ...(change.trigger ? [{ term: "Emergency reason", value: triggerLabel(change.trigger) }] : []),
          ]}
        />
      </FactSection>
      <FactSection heading="When">
        <DefinitionList rows={timeRows(change, zone, zones)} />
      </FactSection>
      <FactSection heading="Why" text={change.why} redacted={redactionNote("why")} />
      <FactSection heading="Rollback plan" text={change.rollbackPlan} redacted={redactionNote("rollbackPlan")}>
        <DefinitionList
          rows={[
            { term: "Fully reversible", value: change.reversible ? "yes" : "no" },
            ...(change.rollbackMinutes === null
              ? []
              : [{ term: "Rollback duration", value: `${change.rollbackMinutes} min` }]),
          ]}
        />
      </FactSection>
      <OtherFacts change={change} redactionNote={redactionNote} />
    </div>
  );
}

const systemsText = ({ systems, systemInWords, redacted }: ChangeRecord): string =>
  [
    ...systems.map(({ name, client }) => `${name} (${client})`),
    ...(systemInWords ? [`${systemInWords} (not registered)`] : []),
    ...(redacted.systemInWords ? [`${redactedText} (not registered)`] : []),
  ].join(", ");

function timeRows(change: ChangeRecord, zone: string, zones: Props["zones"]) {
  const { windowStart, windowEnd, startedAt, endedAt, failedAt, rolledBackAt, expectedMinutes } = change;
  const rollbackDeadline = latestRollbackStart(change);
  const timeOf = (instant: string | null) => (instant ? <DateTime at={instant} zone={zone} /> : undefined);
  return [
    ...(change.type === "normal"
      ? [
          {
            term: "Window",
            missing: "not scheduled",
            value:
              windowStart && windowEnd ? (
                <Window change={change} start={windowStart} end={windowEnd} zones={zones} />
              ) : undefined,
          },
        ]
      : []),
    ...(rollbackDeadline ? [{ term: "Start rollback by", value: timeOf(rollbackDeadline) }] : []),
    ...(expectedMinutes === null ? [] : [{ term: "Expected duration", value: `${expectedMinutes} min` }]),
    { term: "Opened", value: <OpenedUnder change={change} zone={zone} /> },
    { term: "Started", value: timeOf(startedAt), missing: "not started" },
    { term: "Ended", value: timeOf(endedAt), missing: "not ended" },
    ...(failedAt ? [{ term: "Failed", value: timeOf(failedAt) }] : []),
    ...(rolledBackAt ? [{ term: "Rolled back", value: timeOf(rolledBackAt) }] : []),
  ];
}

const OpenedUnder = ({ change: { createdAt, policyVersion }, zone }: Pick<Props, "change" | "zone">) => (
  <>
    <DateTime at={createdAt} zone={zone} />, under{" "}
    <a className="link" href={versionPath(policyVersion)}>
      version {policyVersion} of the policy
    </a>
  </>
);

type WindowProps = Pick<Props, "change" | "zones"> & { start: string; end: string };

const Window = ({ change, start, end, zones }: WindowProps) => (
  <>
    <WindowTimes from={start} to={end} zones={zones} />
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
