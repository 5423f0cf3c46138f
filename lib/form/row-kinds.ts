import { fieldSentence } from "@/lib/refusals/field-sentence";
import { saysSomething } from "@/lib/text/says-something";
import { blankNames, longestBlank, mostBlanks } from "./declared-rows";
import { type Kind, oneText, type Read, type Reading } from "./kind";
import { firstOf, type Typed, valuesOf } from "./typed";

const mostFindings = 100;
const findingNames = ["findingOwner", "findingDue"] as const;

/** The findings of an investigation: each its words, its owner, and the day by which it is answered. */
export const findings: Kind<"findings"> = {
  ...oneText,
  wrong: () => null,
  read: (_, reading) => findingsIn(reading),
  stored: "words",
  comesOften: true,
  asksForMore: true,
  sends: (name) => findingNames.some((each) => each === name),
  perRow: findingNames,
};

function findingsIn({ typed, calendar }: Reading): Read {
  const [owners, dues] = [valuesOf(typed.findingOwner), valuesOf(typed.findingDue)];
  const words = valuesOf(typed.findings);
  if (words.length > mostFindings) return { error: `An incident can have at most ${mostFindings} findings.` };
  const all = words
    .map((finding, place) => ({
      finding: finding.trim().replaceAll("\r\n", "\n"),
      owner: Number(owners[place]),
      due: dues[place] ?? "",
    }))
    .filter(({ finding }) => saysSomething(finding));
  if (all.some(({ owner }) => !Number.isInteger(owner) || owner < 1)) return { error: "Each finding needs an owner." };
  if (all.some(({ due }) => !calendar.isDay(due))) return { error: "Each finding needs a due date." };
  return { stored: all };
}

/** How a form names what it sends for a declared field of its catalogue entry. */
const ofEntry = /^value\.[A-Za-z][A-Za-z0-9_]{0,40}$/;

/** What was typed for the declared fields of the entry; which those are, and whether each fits, the database minds. */
export const values: Kind<"values"> = {
  ...oneText,
  read: (_, { step, typed }) => filledIn(typed, step === "draft" && firstOf(typed.entry).trim() === ""),
  shown: (_, said) =>
    Object.fromEntries(Object.entries(Object(said ?? {})).map(([name, value]) => [`value.${name}`, String(value)])),
  isAlwaysRead: true,
  sends: (name) => ofEntry.test(name),
};

function filledIn(typed: Typed, isOfNoEntry: boolean): Read {
  const filled = Object.entries(typed).flatMap(([name, value]) =>
    ofEntry.test(name) ? [[name.slice("value.".length), firstOf(value).trim()] as const] : [],
  );
  if (filled.length === 0) return {};
  if (isOfNoEntry)
    return filled.every(([, value]) => value === "") ? {} : { error: fieldSentence("entry_values_of_no_entry") };
  const wrong = filled.find(([, value]) => value.length > longestBlank);
  if (filled.length > mostBlanks || wrong)
    return { error: `A field of a catalogue entry can have at most ${longestBlank} characters.` };
  return { stored: Object.fromEntries(filled) };
}

/** The fields that an entry declares, held against the texts that name them. */
export const blanks: Kind<"blanks"> = {
  ...oneText,
  read: (_, { typed, declaredIn }) => declaredIn(typed),
  isAlwaysRead: true,
  sends: (name) => blankNames.some((each) => each === name),
  perRow: blankNames,
};
