import { CheckboxField } from "@/components/form/checkbox-field";
import { FieldGroup } from "@/components/form/field";
import { type OverlappingRoster, rosterReference } from "@/lib/on-call/roster-file/overlapping-rosters";
import { joinList } from "@/lib/text/join-list";
import { formatDateTime, formatRange } from "@/lib/time/format";

type Props = { rosters: readonly (OverlappingRoster & { isReplaced: boolean })[]; zone: string };

/** Unless a roster is replaced, both it and the file's people are on call. */
export function OverlappingRosters({ rosters, zone }: Props) {
  if (rosters.length === 0) return null;
  const id = "replace";
  return (
    <FieldGroup
      id={id}
      label="Others are on call in these hours"
      hint="Those you do not replace stay on call alongside the people in the file."
    >
      <div className="grid gap-2">
        {rosters.map((one) => (
          <CheckboxField
            key={one.id}
            name="replace"
            value={rosterReference(one)}
            defaultChecked={one.isReplaced}
            label={`Replace “${one.name}”: its remaining shifts are withdrawn`}
            hint={rosterSummary(one, zone)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

function rosterSummary({ shifts, whole, people, placedBy, placedAt, beyond }: OverlappingRoster, zone: string): string {
  const names = joinList(
    people.map(({ name }) => name),
    "and",
  );
  const later =
    beyond > 0 ? ` ${beyond === 1 ? "1 of them begins" : `${beyond} of them begin`} after the end of the file.` : "";
  return `${shifts === 1 ? "1 shift" : `${shifts} shifts`} of ${names}, ${formatRange(...whole, zone).local}, placed by ${placedBy} ${formatDateTime(placedAt, zone)}.${later}`;
}
