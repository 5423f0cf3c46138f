import type { ReasonedWords, RefusalGroup } from "./refusal-group";

/** What a rollback plan has to say (Change Records: Rollback plan). */
export const planIsRequired =
  "A rollback plan names at least one step and what it restores: punctuation, a single word, “n/a” or “none” is no plan.";

/** The kinds of field that people choose from a list. */
const fromAList = ["person", "entry", "change", "whole", "covers", "systems", "clients"];

/** What is refused of any one field; `{field}` is its name, on a page its label. */
export const fieldRefusals = {
  because: "field",
  clause: null,
  words: {
    field_missing: "“{field}” is missing.",
    field_misfit: [
      ["kind=choice", "Choose one of the answers for “{field}”."],
      ["kind=choices", "Choose one of the answers for “{field}”."],
      ["kind=instant", "Give “{field}” as a date and a time."],
      ["kind=day", "Give “{field}” as a date."],
      ["kind=minutes", "Give “{field}” in whole minutes, at most {most}."],
      ["kind=zone", "There is no such time zone. Choose one like Europe/Berlin."],
      ["kind=recurrence", "Write the rule like FREQ=WEEKLY;BYDAY=FR;COUNT=12, or leave it empty."],
      ...fromAList.map((kind): ReasonedWords => [`kind=${kind}`, "Choose one for “{field}” from the list."]),
      ["", "“{field}” does not take that."],
    ],
    field_of_links: "“{field}” takes addresses that start with https://.",
    field_too_long: "“{field}” takes at most 10,000 characters.",
    values_too_long: "Each of these takes at most 10,000 characters. Shorten it.",
    field_of_too_many: "“{field}” takes at most 1,000 of them.",
    field_invisible: "“{field}” holds invisible control characters. Remove them and send it again.",
    field_unasked: "This step takes no field “{field}”.",
    unreadable: "One of the fields holds what cannot be stored.",
    too_much: "A step takes at most 4 MB in all.",
    no_set_of_fields: "What is posted is a set of named fields.",
  },
} as const satisfies RefusalGroup;

/** What is refused of the fields that a catalogue entry declares. */
export const entryValueRefusals = {
  because: "field",
  clause: "standard",
  field: "entryValues",
  words: {
    entry_value_misfit: "The field “{label}” does not fit its catalogue entry.",
    entry_values_undeclared: "A catalogue entry takes only the fields that it declares.",
    entry_values_of_no_entry:
      "Only a change from a catalogue entry has such fields. Choose the entry, or leave them out.",
    entry_words_are_fixed:
      "What, the rollback plan and the verification of a catalogue change come from its entry. Fill in only the fields that the entry declares.",
  },
} as const satisfies RefusalGroup;
