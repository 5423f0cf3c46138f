import { listOf } from "@/app/_steps/envelope";
import { Table } from "@/components/basics/table";
import { When } from "@/components/record/when";
import type { PersonAct } from "@/db/people/read-person";
import { underWords } from "@/lib/changes/event-words";
import { type RoleSpan, rolesAt } from "@/lib/people/roles-over-time";
import { roleWords, stepWords } from "@/lib/rules/words";
import { list } from "@/lib/text/list";

type Props = { of: string; acts: readonly PersonAct[]; spans: readonly RoleSpan[]; zone: string };

export const ActTable = ({ of, acts, spans, zone }: Props) => (
  <Table
    caption={`What ${of} did, newest first`}
    heads={["Record", "What", "When", "Roles held then"]}
    rows={acts.map((act) => ({
      key: String(act.id),
      cells: [
        <a key="record" className="link" href={pathOf(act)}>
          {nameOf(act)}
        </a>,
        `${stepWords[act.step].past}${underWords(act.lender)}`,
        <When key="at" at={act.at} zone={zone} brief />,
        heldWords(spans, act.at),
      ],
    }))}
  />
);

function heldWords(spans: readonly RoleSpan[], at: string) {
  const held = rolesAt(spans, at).map((role) => roleWords[role]);
  return held.length > 0 ? `as ${list(held, "and")}` : <span className="text-muted">none on record</span>;
}

const pathOf = ({ subject, of }: PersonAct): string => {
  if (subject === "change") return `/changes/CHG-${of}`;
  return subject === "incident" ? `/incidents/INC-${of}` : listOf[subject];
};

const nameOf = ({ subject, of }: PersonAct): string => {
  if (subject === "change") return `CHG-${of}`;
  return subject === "incident" ? `INC-${of}` : subjectWords[subject];
};

const subjectWords = {
  person: "person",
  system: "system",
  entry: "catalogue entry",
  freeze: "freeze",
  roster: "on-call roster",
  delivery: "delivery",
  delegation: "delegation",
  halt: "deploy halt",
  installation: "policy",
} as const;
