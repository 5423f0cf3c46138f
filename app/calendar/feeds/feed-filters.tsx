import type { SessionUser } from "@/app/_request/session";
import { Table } from "@/components/basics/table";
import { Section } from "@/components/shell/section";
import type { SystemRecord } from "@/db/systems/read-systems";
import { calendarTypes } from "@/lib/calendar/calendar-filter";
import { typeLabels } from "@/lib/rules/labels";

type Props = { system: SystemRecord | undefined; person: SessionUser };

export function FeedFilters({ system, person }: Props) {
  const [type] = calendarTypes;
  const examples = [
    ...(system
      ? [
          [`&client=${system.client.id}`, `only systems of ${system.client.name}`],
          [`&system=${system.id}`, `only ${system.name} of ${system.client.name}`],
        ]
      : []),
    ...(type ? [[`&type=${type}`, `only of the type “${typeLabels[type]}”`]] : []),
    [`&person=${person.personId}`, `only what ${person.name} wrote or carries out`],
    ["&mine=1", "only what you wrote or carry out"],
  ];
  return (
    <Section heading="Filters">
      <p className="mb-2 max-w-prose">
        A feed takes the same filters as the calendar. Add one or more to the end of its address; copy the numbers from
        the address of the filtered calendar. Freezes that cover the remaining systems are always shown.
      </p>
      <Table
        caption="Feed filters, one example each"
        columns={["Add", "Shows"]}
        rows={examples.map(([add = "", shows]) => ({
          key: add,
          cells: [
            <code key="add" className="font-normal">
              {add}
            </code>,
            shows,
          ],
        }))}
      />
    </Section>
  );
}
