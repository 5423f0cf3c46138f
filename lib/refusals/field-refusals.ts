import type { ConditionalSentence, RefusalGroup } from "./refusal-group";

/** What a rollback plan has to say (Change Records: Rollback plan). */
export const rollbackPlanRequired =
  "A rollback plan names at least one step and what it restores. “n/a”, “tbd”, “none” or a single word do not count as a plan.";

/** The kinds of field that people choose from a list. */
const selectKinds = ["person", "entry", "change", "whole", "covers", "systems", "clients"];

/** What a form itself says of any one field, in browser and server; `{field}` is its name, on a page its label. */
export const fieldRefusals = {
  kind: "field",
  clause: null,
  sentences: {
    field_missing: "“{field}” is missing.",
    field_misfit: [
      ["kind=choice", "Choose one of the answers for “{field}”."],
      ["kind=choices", "Choose one of the answers for “{field}”."],
      ["kind=instant", "Give “{field}” as a date and a time."],
      ["kind=day", "Give “{field}” as a date."],
      ["kind=minutes", "Give “{field}” in whole minutes, at most {most}."],
      ["kind=zone", "There is no such time zone. Choose a name like Europe/Berlin."],
      ["kind=recurrence", "Write the rule like FREQ=WEEKLY;BYDAY=FR;COUNT=12, or leave it empty."],
      ...selectKinds.map((kind): ConditionalSentence => [`kind=${kind}`, "Choose “{field}” from the list."]),
      ["", "This value is not valid for “{field}”."],
    ],
    field_of_links: "Links in “{field}” must start with https://.",
    system_unknown:
      "“{named}” is not the name of exactly one system. Choose it from the list, with its client in brackets.",
    field_too_long: "“{field}” can have at most 10,000 characters. Shorten it.",
    values_too_long: "Each text can have at most 10,000 characters. Shorten it.",
  },
} as const satisfies RefusalGroup;

/** What is refused of the fields that a catalogue entry declares, where no entry was chosen. */
export const entryValueRefusals = {
  kind: "field",
  clause: "standard",
  field: "entryValues",
  sentences: {
    entry_values_of_no_entry:
      "Only a change from a catalogue entry has these fields. Choose the entry, or leave them out.",
  },
} as const satisfies RefusalGroup;
