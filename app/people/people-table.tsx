import type { SessionUser } from "@/app/_request/session";
import { userZone } from "@/app/_request/time-zones";
import type { FormDraft } from "@/app/_steps/form-draft";
import { Table } from "@/components/basics/table";
import { DateTime } from "@/components/record/date-time";
import type { ListedPerson } from "@/db/people/read-people";
import { roleLabels } from "@/lib/rules/labels";
import { formatDateOf, formatDateTime } from "@/lib/time/format";
import { AccountStatus } from "./account-status";

type Props = { people: readonly ListedPerson[]; person: SessionUser; formDraft: FormDraft | null };

export function PeopleTable({ people, person, formDraft }: Props) {
  const zone = userZone(person);
  return (
    <Table
      caption="People, their roles and when they were last active"
      columns={["Name", "Roles", "Last seen", "Account"]}
      rows={people.map((known) => ({
        key: String(known.id),
        cells: [
          <a key="name" className="link" href={`/people?person=${known.id}`}>
            {known.name}
          </a>,
          rolesText(known, zone),
          <DateTime key="seen" at={known.lastSeenAt} zone={zone} isBrief />,
          <AccountStatus key="leaving" account={known} person={person} formDraft={formDraft} />,
        ],
      }))}
    />
  );
}

const rolesText = ({ roles, lentUntil }: ListedPerson, zone: string) =>
  roles.length === 0 ? (
    <span className="text-muted">no role</span>
  ) : (
    [
      ...roles.map(({ role, since }) => `${roleLabels[role]} since ${formatDateOf(since, zone)}`),
      ...(lentUntil ? [`acts for the operations lead until ${formatDateTime(lentUntil, zone)}`] : []),
    ].join(", ")
  );
