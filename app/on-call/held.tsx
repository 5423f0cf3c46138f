import { CheckboxField } from "@/components/form/checkbox-field";
import { FieldGroup } from "@/components/form/field";
import { type HeldRoster, replacing } from "@/lib/on-call/roster-file/held-shifts";
import { list } from "@/lib/text/list";
import { tellPlainly, tellSpan } from "@/lib/time/format";

type Props = { held: readonly (HeldRoster & { isReplaced: boolean })[]; zone: string };

/** Unless a roster is replaced, both it and the file's people are on call. */
export function Held({ held, zone }: Props) {
  if (held.length === 0) return null;
  const id = "replace";
  return (
    <FieldGroup
      id={id}
      label="Others are on call in these hours"
      hint="Those you do not replace stay on call alongside the people in the file."
    >
      <div className="grid gap-2">
        {held.map((one) => (
          <CheckboxField
            key={one.id}
            name="replace"
            value={replacing(one)}
            defaultChecked={one.isReplaced}
            label={`Replace “${one.name}”: its remaining shifts are withdrawn`}
            hint={heldWords(one, zone)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

function heldWords({ shifts, whole, people, placedBy, placedAt, beyond }: HeldRoster, zone: string): string {
  const names = list(
    people.map(({ name }) => name),
    "and",
  );
  const later =
    beyond > 0 ? ` ${beyond === 1 ? "1 of them begins" : `${beyond} of them begin`} after the end of the file.` : "";
  return `${shifts === 1 ? "1 shift" : `${shifts} shifts`} of ${names}, ${tellSpan(...whole, zone).here}, placed by ${placedBy} ${tellPlainly(placedAt, zone)}.${later}`;
}
