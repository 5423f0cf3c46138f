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
      field_of_too_many: "Choose at most 1,000 for “{field}”.",
      field_invisible: "“{field}” contains invisible control characters. Remove them and try again.",
      field_unasked: "This form has no field “{field}”.",
      unreadable: "A field contains characters that cannot be stored. Remove them and try again.",
      too_much: "A form may hold at most 4 MB. Shorten it.",
      no_set_of_fields: "Send the form as named fields.",
    },
  },
  {
    because: "field",
    clause: "standard",
    field: "entryValues",
    words: {
      entry_value_misfit: "“{label}” does not match the pattern of the catalogue entry.",
      entry_values_undeclared: "Fill in only the fields of the catalogue entry.",
      entry_words_are_fixed:
        "The catalogue entry fixes what, the rollback plan and the verification. Fill in only the fields of the entry.",
    },
  },
  {
    because: "field",
    clause: "standard",
    field: "title",
    words: {
      entry_is_there:
        "“{name}” is already in the catalogue as “{as}”. Use that spelling, propose a new version of that entry, or choose another title.",
    },
  },
  {
    because: "field",
    clause: null,
    field: "blanks",
    words: {
      blank_undeclared: "The text names {named}, but the entry has no such field. Add the field, or remove the braces.",
      blank_unnamed: "No text uses the field {name}. Write {named} where it belongs, or remove the field.",
      blank_twice: "Two fields have the name {name}. Rename one of them.",
    },
  },
  { because: "field", clause: null, field: "rollbackPlan", words: { plan_is_none: planIsRequired } },
  {
    because: "field",
    clause: "scope",
    field: "name",
    words: {
      system_is_there: [
        ["as", "“{name}” is already registered for {client} as “{as}”. Choose another name, or edit that system."],
        ["", "“{name}” is already registered for {client}. Choose another name, or edit that system."],
      ],
    },
  },
  {
    because: "field",
    clause: "scope",
    field: "client",
    words: {
      client_is_there: "The client “{name}” is already known as “{as}”. Use that spelling, or choose another name.",
    },
  },
  {
    because: "field",
    clause: "scope",
    field: "ofClient",
    words: { no_such_client: "There is no such client. Choose one from the register." },
  },
  {
    because: "field",
    clause: null,
    field: "token",
    words: { no_such_token: "There is no such token, or it was already revoked." },
  },
  {
    because: "field",
    clause: null,
    field: "feed",
    words: { no_such_feed: "There is no such feed, or it was already revoked." },
  },
  {
    because: "field",
    clause: null,
    field: "redacted",
    words: {
      text_of_another: "This record has no such text.",
      text_is_redacted: "This text was already redacted.",
    },
  },
  {
    because: "field",
    clause: null,
    field: "finding",
    words: { no_such_finding: "This incident has no such finding, or it was already answered." },
  },
  {
    because: "field",
    clause: null,
    field: "account",
    words: { accounts_unlike: "These two accounts do not share an e-mail address, so there is nothing to decide." },
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
        ["record", "{record} is {status}. You can {to} only while it is {from|or}."],
        ["", "The record is {status}. You can {to} only while it is {from|or}."],
      ],
      no_such_step: [
        ["record", "{record} cannot do this: the policy has no such step."],
        ["", "The record cannot do this: the policy has no such step."],
      ],
    },
  },
  {
    because: "unknown",
    clause: "exceptions",
    words: {
      makes_no_record: "“{step}” creates no record: the policy has no such step.",
      no_such_record: "There is no such record.",
      windlass_stays: "This is the account of Windlass itself. You cannot deactivate it.",
    },
  },
  {
    because: "caused",
    clause: "exceptions",
    words: { only_caused: "Nobody can take “{step}”: Windlass records it by itself." },
  },
  {
    because: "signed_out",
    clause: "exceptions",
    clauses: { not_signed_in: "records-who" },
    words: {
      not_signed_in: "You are not signed in. Nothing was saved. Sign in and try again.",
      deactivated_meanwhile: "Your account was deactivated. Nothing was saved. An operations lead can reactivate it.",
      account_deactivated: "This account is deactivated. An operations lead can reactivate it.",
    },
  },
  {
    because: "stale",
    clause: "exceptions",
    words: {
      read_before: [
        [
          "happened[]",
          "{happened} after you opened this page. Nothing was saved. Review the current version and try again.",
        ],
        [
          "",
          "The record changed after you opened this page. Nothing was saved. Review the current version and try again.",
        ],
      ],
      policy_read_before:
        "Version {version} of the policy was published after you opened version {read}. Nothing was saved. Read it and try again.",
      policy_of_later:
        "Version {version} of the policy took effect at a later time. A new version can only take effect after the version before.",
    },
  },
  {
    because: "unread",
    clause: "exceptions",
    words: {
      not_read: "The form does not say which version of the record you saw. Open the record again and try from there.",
    },
  },
  {
    because: "isolation",
    clause: "exceptions",
    words: {
      frozen_view: "A step needs the isolation level read committed, so that it sees the steps of others.",
    },
  },
  {
    because: "loader",
    clause: "records-when",
    words: {
      past_is_loaded: "Only the loader of a demonstration can record past times.",
      loaded_ahead: "A loaded event must be in the past.",
    },
  },
  {
    because: "counted",
    clause: "exceptions",
    words: { more_attempts: "More refusals in this minute, counted together." },
  },

  {
    because: "constraint",
    clause: null,
    words: { would_not_hold: "This would break a rule of the database: {constraint_}. Nothing was saved." },
  },
  {
    because: "kept",
    clause: "exceptions",
    words: {
      without_event: "The table {table} must match its events, and no event says this.",
      by_events_alone: "Only events can write to the table {table}.",
      by_migration_alone: "Only a migration can write to the table {table}, as an event.",
      moved_without_event: "Only an event of the change can move it.",
      text_of_another_event: "A change takes texts only from the newest event.",
      shift_without_event: "A shift must match its event, and no event says this.",
      session_stays_ended: "A session that was ended stays ended.",
      installation_stays: "The kind of an installation, demonstration or production, cannot be changed.",
    },
  },
  {
    because: "kept",
    clause: "records",
    words: {
      not_emptied: "The table {table} cannot be emptied.",
      not_rewritten: "Rows of the table {table} cannot be updated or deleted.",
      change_stays: "A change cannot be deleted.",
      event_stays: "An event cannot be updated or deleted.",
      text_stays: "A text cannot be updated or deleted. An operations lead can redact it, with a reason.",
      follows_as_drafted: "Only the draft can say which change it follows, once.",
      policy_as_opened: "A change keeps the policy version that was in force when it was opened.",
      log_in_order: "The log holds every event once, in order, without a gap.",
      node_of_its_leaves: "A node of the log must be the root over everything below it.",
      waits_for_the_log: "An event stays in the queue until the log has numbered it.",
      checkpoint_as_signed: "A checkpoint covers an existing log and cannot be changed once signed.",
      verification_of_the_log: "A verification covers an existing log and cannot be in the future.",
      worker_in_bounds: "Only the worker reports when it looked and which sessions it saw.",
      export_is_an_event: "Every export must be an event of the person who took it.",
    },
  },
  {
    because: "kept",
    clause: "standard",
    words: {
      older_version:
        "A newer version of this entry is approved, so you cannot approve an older one. Retire it, or propose a new version.",
      entry_as_proposed: "A catalogue entry cannot be changed after the proposal. Propose a new version.",
    },
  },
  {
    because: "kept",
    clause: "failed",
    words: {
      finding_answered_once: "A finding cannot be changed, and can be answered once.",
      emails_as_chosen:
        "A person gets the e-mails they chose last. Nobody can switch off the alert of a failed change.",
      delivery_without_event: "A delivery must match its attempts and events, and none says this.",
    },
  },
] as const satisfies readonly RefusalGroup[];

type CodesOf<Group> = Group extends { readonly words: infer Words } ? keyof Words & string : never;
export type RefusalCode = CodesOf<(typeof refusals)[number]>;
