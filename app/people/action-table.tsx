import { listPaths } from "@/app/_steps/form-metadata";
import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import type { PersonAction } from "@/db/people/read-person";
import { actedUnder } from "@/lib/changes/event-sentence";
import { type RoleSpan, rolesAt } from "@/lib/people/roles-over-time";
import { roleLabels, stepLabels } from "@/lib/rules/labels";
import { joinList } from "@/lib/text/join-list";

type Props = { name: string; actions: readonly PersonAction[]; spans: readonly RoleSpan[]; zone: string };

export const ActionTable = ({ name, actions, spans, zone }: Props) => (
  <Table
    caption={`What ${name} did, newest first`}
    columns={["Record", "What", "When", "Roles held then"]}
    rows={actions.map((action) => ({
      key: String(action.id),
      cells: [
        <a key="record" className="link" href={recordPath(action)}>
          {recordName(action)}
        </a>,
        `${stepLabels[action.step].pastTense}${actedUnder(action)}`,
        <DateTime key="at" at={action.at} zone={zone} isBrief />,
        rolesSentence(spans, action.at),
      ],
    }))}
  />
);

function rolesSentence(spans: readonly RoleSpan[], at: string) {
  const held = rolesAt(spans, at).map((role) => roleLabels[role]);
  return held.length > 0 ? `as ${joinList(held, "and")}` : <span className="text-muted">none on record</span>;
}

const recordPath = ({ subject: recordType, of }: PersonAction): string => {
  if (recordType === "change") return `/changes/CHG-${of}`;
  if (recordType === "import") return `/imports/IMP-${of}`;
  return recordType === "incident" ? `/incidents/INC-${of}` : listPaths[recordType];
};

const recordName = ({ subject: recordType, of }: PersonAction): string => {
  if (recordType === "change") return `CHG-${of}`;
  return recordType === "incident" ? `INC-${of}` : recordTypeLabels[recordType];
};

const recordTypeLabels = {
  person: "person",
  system: "system",
  entry: "catalogue entry",
  freeze: "freeze",
  roster: "on-call roster",
  delivery: "delivery",
  delegation: "delegation",
  halt: "deploy halt",
  import: "import",
  account: "service account",
  webhook: "webhook",
  installation: "policy",
} as const;
