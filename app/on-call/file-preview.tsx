import { leftOut, type ReadRoster } from "@/app/_steps/actions/shifts-file";
import { word } from "@/app/_steps/actions/typed-shifts";
import { SelectField } from "@/components/form/select-field";
import { valuesOf } from "@/lib/form/typed";
import { type HeldRoster, isSameSchedule, replacing } from "@/lib/on-call/roster-file/held-shifts";
import { fileNotes } from "@/lib/on-call/roster-file/notes";
import { matched } from "@/lib/on-call/roster-file/people";
import type { Shift } from "@/lib/on-call/shifts";
import type { Tier } from "@/lib/rules/record";
import { tierWords } from "@/lib/rules/words";
import { encodingSentence } from "@/lib/text/file-text";
import { Held } from "./held";
import type { LoadedFile } from "./load-file";
import { PlacingForm, type PlacingProps } from "./placing";
import { Preview } from "./preview";

type Props = PlacingProps & { found: LoadedFile };

/** Asks for the person behind each name that matches no colleague. */
export function FilePreview({ people, kept, zone, now, found: { id, file, colleagues, held } }: Props) {
  const whom = file.people.map((one, place) => {
    const known = matched(one, colleagues);
    return { ...one, place, known: known === null ? "" : String(known), typed: word(kept?.typed[`whom${place}`]) };
  });
  const strangers = whom.filter(({ known }) => known === "");
  const choices = [...people, { value: leftOut, label: "Nobody: leave these shifts out" }];
  return (
    <Preview shifts={shiftsOf(file)} people={named(file, whom, people)} zone={zone} now={now}>
      <Besides file={file} />
      <PlacingForm how="import" name={word(kept?.typed.name) || file.title} errors={kept?.errors}>
        <input type="hidden" name="file" value={id} />
        {whom.map(({ place, known }) =>
          known ? <input key={place} type="hidden" name={`whom${place}`} value={known} /> : null,
        )}
        <Held zone={zone} held={held.map((one) => ({ ...one, isReplaced: isReplaced(one, file, whom, kept) }))} />
        {strangers.map(({ place, name, email, typed }) => (
          <SelectField
            key={place}
            name={`whom${place}`}
            label={`Who is “${name}”?`}
            hint={email && email !== name ? `In the file: ${email}` : undefined}
            required
            choices={choices}
            defaultValue={typed}
            error={kept?.errors[`whom${place}`]}
          />
        ))}
      </PlacingForm>
    </Preview>
  );
}

/** As chosen in the draft; by default the same schedule is replaced. */
function isReplaced(
  held: HeldRoster,
  { title, turns }: ReadRoster,
  whom: readonly { known: string }[],
  kept: PlacingProps["kept"],
): boolean {
  if (kept?.typed.file !== undefined) return valuesOf(kept.typed.replace).includes(replacing(held));
  return isSameSchedule(held, { title, turns, people: whom.map(({ known }) => Number(known)) });
}

// The preview identifies people by their index in the file; who they are is chosen below it.
const shiftsOf = ({ turns, tier }: ReadRoster): readonly Shift[] =>
  turns.map(([place, from, until]) => [place, new Date(from).toISOString(), new Date(until).toISOString(), tier]);

const named = (
  { people: inFile }: ReadRoster,
  whom: readonly { known: string }[],
  people: PlacingProps["people"],
): PlacingProps["people"] =>
  inFile.map(({ name }, place) => {
    const known = people.find(({ value }) => value === whom[place]?.known)?.label;
    return { value: String(place), label: known ?? `“${name}” (not matched)` };
  });

function Besides({ file }: { file: ReadRoster }) {
  const said = [asTier(file.tier), encodingSentence(file.encoding), ...fileNotes(file)].filter((one) => one !== null);
  return <p className="text-sm text-muted">{said.join(" ")}</p>;
}

const asTier = (tier: Tier) => `These people would be on call as ${tierWords[tier].toLowerCase()}.`;
