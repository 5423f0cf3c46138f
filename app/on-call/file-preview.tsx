import { leftOutValue, type RosterUpload } from "@/app/_steps/actions/roster-upload";
import { lastValue } from "@/app/_steps/actions/shift-inputs";
import { SelectField } from "@/components/form/select-field";
import { allValuesOf } from "@/lib/form/form-values";
import { isSameSchedule, type OverlappingRoster, rosterReference } from "@/lib/on-call/roster-file/overlapping-rosters";
import { matchColleague } from "@/lib/on-call/roster-file/people";
import { rosterFileNotes } from "@/lib/on-call/roster-file/roster-file-notes";
import type { Shift } from "@/lib/on-call/shifts";
import { tierLabels } from "@/lib/rules/labels";
import type { Tier } from "@/lib/rules/record";
import { encodingNote } from "@/lib/text/decode-text";
import type { LoadedRosterFile } from "./load-roster-file";
import { OverlappingRosters } from "./overlapping-rosters";
import { Preview } from "./preview";
import { ShiftForm, type ShiftFormProps } from "./shift-form";

type Props = ShiftFormProps & { found: LoadedRosterFile };

/** Asks for the person behind each name that matches no colleague. */
export function FilePreview({ people, formDraft, zone, now, found: { id, file, colleagues, overlapping } }: Props) {
  const matches = file.people.map((one, index) => {
    const known = matchColleague(one, colleagues);
    return {
      ...one,
      index,
      known: known === null ? "" : String(known),
      typed: lastValue(formDraft?.typed[`whom${index}`]),
    };
  });
  const unmatched = matches.filter(({ known }) => known === "");
  const choices = [...people, { value: leftOutValue, label: "Nobody: leave these shifts out" }];
  return (
    <Preview shifts={previewShifts(file)} people={previewPeople(file, matches, people)} zone={zone} now={now}>
      <FileNotes file={file} />
      <ShiftForm how="import" name={lastValue(formDraft?.typed.name) || file.title} errors={formDraft?.errors}>
        <input type="hidden" name="file" value={id} />
        {matches.map(({ index, known }) =>
          known ? <input key={index} type="hidden" name={`whom${index}`} value={known} /> : null,
        )}
        <OverlappingRosters
          zone={zone}
          rosters={overlapping.map((one) => ({ ...one, isReplaced: isReplaced(one, file, matches, formDraft) }))}
        />
        {unmatched.map(({ index, name, email, typed }) => (
          <SelectField
            key={index}
            name={`whom${index}`}
            label={`Who is “${name}”?`}
            hint={email && email !== name ? `In the file: ${email}` : undefined}
            required
            choices={choices}
            defaultValue={typed}
            error={formDraft?.errors[`whom${index}`]}
          />
        ))}
      </ShiftForm>
    </Preview>
  );
}

/** As chosen in the draft; by default the same schedule is replaced. */
function isReplaced(
  roster: OverlappingRoster,
  { title, turns }: RosterUpload,
  matches: readonly { known: string }[],
  formDraft: ShiftFormProps["formDraft"],
): boolean {
  if (formDraft?.typed.file !== undefined)
    return allValuesOf(formDraft.typed.replace).includes(rosterReference(roster));
  return isSameSchedule(roster, { title, turns, people: matches.map(({ known }) => Number(known)) });
}

// The preview identifies people by their index in the file; who they are is chosen below it.
const previewShifts = ({ turns, tier }: RosterUpload): readonly Shift[] =>
  turns.map(([index, from, until]) => [index, new Date(from).toISOString(), new Date(until).toISOString(), tier]);

const previewPeople = (
  { people: inFile }: RosterUpload,
  matches: readonly { known: string }[],
  people: ShiftFormProps["people"],
): ShiftFormProps["people"] =>
  inFile.map(({ name }, index) => {
    const known = people.find(({ value }) => value === matches[index]?.known)?.label;
    return { value: String(index), label: known ?? `“${name}” (not matched)` };
  });

function FileNotes({ file }: { file: RosterUpload }) {
  const sentences = [tierSentence(file.tier), encodingNote(file.encoding), ...rosterFileNotes(file)].filter(
    (one) => one !== null,
  );
  return <p className="text-sm text-muted">{sentences.join(" ")}</p>;
}

const tierSentence = (tier: Tier) => `These people would be on call as ${tierLabels[tier].toLowerCase()}.`;
