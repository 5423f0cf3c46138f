import { useId } from "react";
import { leftOut, type ReadRoster } from "@/app/_steps/actions/shifts-file";
import { word } from "@/app/_steps/actions/typed-shifts";
import { Button } from "@/components/basics/button";
import { Disclosure } from "@/components/basics/disclosure";
import { Field, told } from "@/components/form/field";
import { SelectField } from "@/components/form/select-field";
import { readHeld } from "@/db/on-call/read-held";
import { readColleagues } from "@/db/on-call/read-roster";
import { valuesOf } from "@/lib/form/typed";
import { type HeldRoster, isSameSchedule, replacing } from "@/lib/on-call/roster-file/held-shifts";
import { fileNotes } from "@/lib/on-call/roster-file/notes";
import { matched } from "@/lib/on-call/roster-file/people";
import type { Shift } from "@/lib/on-call/shifts";
import type { Tier } from "@/lib/rules/record";
import { tierWords } from "@/lib/rules/words";
import { encodingSentence } from "@/lib/text/file-text";
import { Held } from "./held";
import { backOf, PlacingForm, type PlacingProps, TierField } from "./placing";
import { Preview } from "./preview";

type Props = PlacingProps & { found: { id: string; file: ReadRoster } | null };

/** The form that sends a calendar file, and the preview of the one that was sent, with whom its names mean. */
export function ImportFile({ found, kept, ...shared }: Props) {
  const back = backOf(kept, "import");
  return (
    <div id="import" className="scroll-mt-4">
      <Disclosure summary="Import a calendar file" open={back !== null}>
        {found ? <Read {...shared} kept={back} found={found} /> : null}
        <SendFile
          error={back?.errors.file}
          tier={word(back?.typed.tier)}
          isAnother={found !== null}
          zone={shared.zone}
        />
      </Disclosure>
    </div>
  );
}

function SendFile({
  error,
  tier,
  isAnother,
  zone,
}: {
  error?: string;
  tier: string;
  isAnother: boolean;
  zone: string;
}) {
  const id = useId();
  const hint = `An iCalendar (.ics) file of at most 1 MB, exported from PagerDuty, Opsgenie or a calendar. Times that name no zone are read in ${zone}, unless the file says otherwise.`;
  return (
    <form
      action="/on-call/upload"
      method="post"
      encType="multipart/form-data"
      className="grid max-w-md content-start gap-4"
    >
      <Field id={id} label={isAnother ? "Another calendar file" : "Calendar file"} hint={hint} error={error} required>
        <input
          {...told(id, { hint, error })}
          type="file"
          name="file"
          accept=".ics,text/calendar"
          required
          className="control"
        />
      </Field>
      <TierField value={tier} />
      <div>
        <Button type="submit" look="quiet">
          Preview the file
        </Button>
      </div>
    </form>
  );
}

async function Read({
  people,
  kept,
  zone,
  now,
  found: { id, file },
}: Props & { found: { id: string; file: ReadRoster } }) {
  const [colleagues, held] = await Promise.all([readColleagues(), heldBy(file)]);
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

const heldBy = ({ turns, tier }: ReadRoster) =>
  readHeld(tier, Math.min(...turns.map(([, from]) => from)), Math.max(...turns.map(([, , until]) => until)));

/** As it was chosen when the form came back, else where it is the same schedule. */
function isReplaced(
  held: HeldRoster,
  { title, turns }: ReadRoster,
  whom: readonly { known: string }[],
  kept: PlacingProps["kept"],
): boolean {
  if (kept?.typed.file !== undefined) return valuesOf(kept.typed.replace).includes(replacing(held));
  return isSameSchedule(held, { title, turns, people: whom.map(({ known }) => Number(known)) });
}

// The preview knows people by their place in the file; whom they are is chosen below it.
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

const asTier = (tier: Tier) => `They would be on call as ${tierWords[tier].toLowerCase()}.`;
