import { entryValueRefusals, fieldRefusals, planIsRequired } from "./field-refusals";
import { clauseOfNeed, needWords } from "./need-words";
import type { RefusalGroup } from "./refusal-group";

/**
 * Every refusal: why it is one, the clause that it cites, and by its code the words. Pages, actions and the database speak from
 * this list; a migration writes it for the database (`db/rules/refusal-rows.ts`), which refuses with a code and its details.
 */
export const refusals = [
  { because: "need", clause: null, clauses: clauseOfNeed, words: needWords },
  fieldRefusals,
  entryValueRefusals,
  {
    because: "field",
    clause: null,
    words: {
      field_of_too_many: "“{field}” takes at most 1,000 of them.",
      field_invisible: "“{field}” holds invisible control characters. Remove them and send it again.",
      field_unasked: "This step takes no field “{field}”.",
      unreadable: "One of the fields holds what cannot be stored.",
      too_much: "A step takes at most 4 MB in all.",
      no_set_of_fields: "What is posted is a set of named fields.",
    },
  },
  {
    because: "field",
    clause: "standard",
    field: "entryValues",
    words: {
      entry_value_misfit: "The field “{label}” does not fit its catalogue entry.",
      entry_values_undeclared: "A catalogue entry takes only the fields that it declares.",
      entry_words_are_fixed:
        "What, the rollback plan and the verification of a catalogue change come from its entry. Fill in only the fields that the entry declares.",
    },
  },
  {
    because: "field",
    clause: "standard",
    field: "title",
    words: {
      entry_is_there:
        "“{name}” is already in the catalogue as “{as}”. Spell it so, propose a new version of that one, or choose another title.",
    },
  },
  {
    because: "field",
    clause: null,
    field: "blanks",
    words: {
      blank_undeclared:
        "The text names {named}, which is no field of the entry. Declare it, or write it without braces.",
      blank_unnamed: "The field {name} is declared and named nowhere. Write {named} where it belongs, or leave it out.",
      blank_twice: "There are two fields of the name {name}.",
    },
  },
  { because: "field", clause: null, field: "rollbackPlan", words: { plan_is_none: planIsRequired } },
  {
    because: "field",
    clause: "scope",
    field: "name",
    words: {
      system_is_there: [
        ["as", "“{name}” is already registered for {client} as “{as}”. Choose another name, or change that one."],
        ["", "“{name}” is already registered for {client}. Choose another name, or change that one."],
      ],
    },
  },
  {
    because: "field",
    clause: "scope",
    field: "client",
    words: { client_is_there: "The client “{name}” is already known as “{as}”. Name it so, or choose another name." },
  },
  {
    because: "field",
    clause: "scope",
    field: "ofClient",
    words: { no_such_client: "There is no such client. Choose one of the register." },
  },
  {
    because: "field",
    clause: null,
    field: "token",
    words: { no_such_token: "There is no such token, or it is already revoked." },
  },
  {
    because: "field",
    clause: null,
    field: "feed",
    words: { no_such_feed: "There is no such feed, or it is already revoked." },
  },
  {
    because: "field",
    clause: null,
    field: "redacted",
    words: {
      text_of_another: "That text is not one of this record.",
      text_is_redacted: "That text is redacted already.",
    },
  },
  {
    because: "field",
    clause: null,
    field: "finding",
    words: { no_such_finding: "There is no such finding of this incident, or it is answered already." },
  },
  {
    because: "field",
    clause: null,
    field: "account",
    words: { accounts_unlike: "These two accounts do not resemble each other, so there is nothing to decide." },
  },

  {
    because: "who",
    clause: null,
    words: {
      not_named: [
        ["only", "{only}"],
        ["", "Only {who} can {to}."],
      ],
    },
  },
  {
    because: "status",
    clause: null,
    clauses: { no_such_step: "exceptions" },
    words: {
      wrong_status: [
        ["record", "{record} is {status} now. One can {to} only while it is {from|or}."],
        ["", "It is {status} now. One can {to} only while it is {from|or}."],
      ],
      no_such_step: [
        ["record", "{record} has no such step. What is not in the rulebook is refused."],
        ["", "It has no such step. What is not in the rulebook is refused."],
      ],
    },
  },
  {
    because: "unknown",
    clause: "exceptions",
    words: {
      makes_no_record: "“{step}” makes no record. What is not in the rulebook is refused.",
      no_such_record: "There is no such record.",
      windlass_stays: "That is Windlass itself: it does not leave.",
    },
  },
  {
    because: "caused",
    clause: "exceptions",
    words: { only_caused: "Nobody takes “{step}”: it is written when its cause is." },
  },
  {
    because: "signed_out",
    clause: "exceptions",
    clauses: { not_signed_in: "records-who" },
    words: {
      not_signed_in: "You are not signed in, so nothing was done. Sign in and try again.",
      deactivated_meanwhile: "You were deactivated meanwhile, so nothing of this was done.",
      account_deactivated: "This account is deactivated. An operations lead can reactivate it.",
    },
  },
  {
    because: "stale",
    clause: "exceptions",
    words: {
      read_before: [
        ["happened[]", "Since you read it, {happened}. Nothing of yours was recorded: read it again, then decide."],
        ["", "Since you read it, it moved. Nothing of yours was recorded: read it again, then decide."],
      ],
      policy_read_before:
        "Version {version} came into force since you read version {read}. Nothing of yours was recorded: read it, then decide.",
      policy_of_later:
        "Version {version} is in force since a later moment: a text comes into force after the one before it.",
    },
  },
  {
    because: "unread",
    clause: "exceptions",
    words: {
      not_read:
        "Say which version of the record you read. Read it again, and send the number of its last step with your decision.",
    },
  },
  {
    because: "isolation",
    clause: "exceptions",
    words: {
      frozen_view: "A step is taken at the isolation level read committed, so that it sees what others have done.",
    },
  },
  {
    because: "loader",
    clause: "records-when",
    words: {
      past_is_loaded: "Past times are taken only by the loader of a demonstration.",
      loaded_ahead: "A loaded event lies in the past.",
    },
  },
  {
    because: "counted",
    clause: "exceptions",
    words: { more_attempts: "More was refused in this minute than is told one by one. It is counted here." },
  },

  {
    because: "constraint",
    clause: null,
    words: { would_not_hold: "The record would not hold: {constraint_}." },
  },
  {
    because: "kept",
    clause: "exceptions",
    words: {
      without_event: "The table {table} says what its events said, and no event says this.",
      by_events_alone: "The table {table} is written by events alone.",
      by_migration_alone: "The table {table} is written by a migration alone, as an event.",
      moved_without_event: "A change moves only by an event of its own.",
      text_of_another_event: "A change takes its texts only from its newest event.",
      shift_without_event: "A shift says what its event said, and no event says this.",
      session_stays_ended: "A session that was ended stays ended.",
      installation_stays: "An installation stays what it was made: demonstration or production.",
    },
  },
  {
    because: "kept",
    clause: "records",
    words: {
      not_emptied: "Nobody empties the table {table}.",
      not_rewritten: "Nobody updates or deletes what the table {table} holds.",
      change_stays: "No change is ever deleted.",
      event_stays: "Nobody updates or deletes an event.",
      text_stays: "Nobody updates or deletes a text: an operations lead redacts it, with a reason.",
      follows_as_drafted: "What a change follows is said by its draft, once.",
      policy_as_opened: "A change keeps the version of the policy under which it was opened.",
      log_in_order: "The log holds every event once, in order, without a gap.",
      node_of_its_leaves: "A node of the log is the root over what is below it.",
      waits_for_the_log: "An event waits for its place in the log until it has one.",
      checkpoint_as_signed: "A checkpoint is of a log that is there, and stays what it was signed as.",
      verification_of_the_log: "A verification is of a log that is there, and of a time that was.",
      worker_in_bounds: "The worker says when it looked, and which sessions it saw.",
      export_is_an_event: "What left the product is an event of whoever took it.",
    },
  },
  {
    because: "kept",
    clause: "standard",
    words: {
      older_version:
        "A newer version of this entry was approved, so an older one is not. Retire it, or propose a new version.",
      entry_as_proposed: "What a catalogue entry fixes is fixed by its proposal. Propose a new version.",
    },
  },
  {
    because: "kept",
    clause: "failed",
    words: {
      finding_answered_once: "A finding stays what it was; it is answered once.",
      emails_as_chosen: "Which e-mails a person gets is what they chose last; nobody refuses the alert of a failure.",
      delivery_without_event: "A delivery says what its tries and its events say, and none says this.",
    },
  },
] as const satisfies readonly RefusalGroup[];

type CodesOf<Group> = Group extends { readonly words: infer Words } ? keyof Words & string : never;
export type RefusalCode = CodesOf<(typeof refusals)[number]>;
