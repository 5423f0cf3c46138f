import { entryValueRefusals, fieldRefusals, rollbackPlanRequired } from "./field-refusals";
import { clauseOfPrecondition, preconditionSentences } from "./precondition-sentences";
import type { RefusalGroup } from "./refusal-group";

/**
 * Every refusal: why it is one, the clause that it cites, and by its code the words. Pages, actions and the database speak from
 * this list; a migration writes it for the database (`db/rules/refusal-message-rows.ts`), which refuses with a code and its details.
 */
export const refusals = [
  { kind: "need", clause: null, clauses: clauseOfPrecondition, sentences: preconditionSentences },
  fieldRefusals,
  entryValueRefusals,
  {
    kind: "field",
    clause: null,
    sentences: {
      field_of_too_many: "Choose at most 1,000 for “{field}”.",
      field_invisible: "“{field}” contains invisible control characters. Remove them and try again.",
      field_unasked: "This form has no field “{field}”.",
      unreadable: "A field contains characters that cannot be stored. Remove them and try again.",
      too_much: "A form may hold at most 4 MB. Shorten it.",
      no_set_of_fields: "Send the form as named fields.",
    },
  },
  {
    kind: "field",
    clause: "standard",
    field: "entryValues",
    sentences: {
      entry_value_misfit: "“{label}” does not match the pattern of the catalogue entry.",
      entry_values_undeclared: "Fill in only the fields of the catalogue entry.",
      entry_words_are_fixed:
        "The catalogue entry fixes what, the rollback plan and the verification. Fill in only the fields of the entry.",
    },
  },
  {
    kind: "field",
    clause: "standard",
    field: "title",
    sentences: {
      entry_is_there:
        "“{name}” is already in the catalogue as “{as}”. Use that spelling, propose a new version of that entry, or choose another title.",
    },
  },
  {
    kind: "field",
    clause: null,
    field: "blanks",
    sentences: {
      blank_undeclared: "The text names {named}, but the entry has no such field. Add the field, or remove the braces.",
      blank_unnamed: "No text uses the field {name}. Write {named} where it belongs, or remove the field.",
      blank_twice: "Two fields have the name {name}. Rename one of them.",
    },
  },
  { kind: "field", clause: null, field: "rollbackPlan", sentences: { plan_is_none: rollbackPlanRequired } },
  {
    kind: "field",
    clause: "scope",
    field: "name",
    sentences: {
      system_is_there: [
        ["as", "“{name}” is already registered for {client} as “{as}”. Choose another name, or edit that system."],
        ["", "“{name}” is already registered for {client}. Choose another name, or edit that system."],
      ],
    },
  },
  {
    kind: "field",
    clause: "scope",
    field: "client",
    sentences: {
      client_is_there: "The client “{name}” is already known as “{as}”. Use that spelling, or choose another name.",
    },
  },
  {
    kind: "field",
    clause: "scope",
    field: "ofClient",
    sentences: { no_such_client: "There is no such client. Choose one from the register." },
  },
  {
    kind: "field",
    clause: "records",
    field: "ofClient",
    sentences: {
      ledger_is_of_no_client: "The ledger holds events of every client. Leave out the client, or choose other events.",
    },
  },
  {
    kind: "field",
    clause: "records",
    field: "address",
    sentences: {
      secret_not_stored:
        "The address or the signing key was not stored before the step, or by somebody else. Send the form again.",
      too_many_secrets: "Too many addresses and keys were entered within an hour. Try again later.",
      too_many_webhooks: "There can be at most {most} webhooks. Edit one that is disabled.",
    },
  },
  {
    kind: "field",
    clause: "records",
    field: "signingKey",
    sentences: { no_old_key: "There is no old key to drop." },
  },
  {
    kind: "field",
    clause: null,
    field: "token",
    sentences: { no_such_token: "There is no such token, or it was already revoked." },
  },
  {
    kind: "field",
    clause: null,
    field: "scopes",
    sentences: {
      scope_beyond_role: [
        ["scope=metrics", "Only an operations lead can create a token with the scope “metrics”."],
        ["scope=scim", "Only an operations lead can create a token with the scope “scim”."],
        ["", "Only an operator can create a token with the scope “{scope}”."],
      ],
    },
  },
  {
    kind: "field",
    clause: null,
    field: "name",
    sentences: { too_many_tokens: "You have {most} tokens. Revoke one that you no longer use first." },
  },
  {
    kind: "field",
    clause: null,
    field: "feed",
    sentences: { no_such_feed: "There is no such feed, or it was already revoked." },
  },
  {
    kind: "field",
    clause: null,
    field: "redacted",
    sentences: {
      text_of_another: "This record has no such text.",
      text_is_redacted: "This text was already redacted.",
    },
  },
  {
    kind: "field",
    clause: null,
    field: "attachments",
    sentences: {
      too_many_files: "Choose at most {most} files.",
      too_many_attachments: "A change can have at most {most} attachments. Link to further files instead.",
      file_unlike_its_step: "The content of a file does not match what the step says about it. Attach the file again.",
      file_of_no_step: "Files are stored with the step that attaches them, by its person. Attach them again.",
    },
  },
  {
    kind: "field",
    clause: "records",
    field: "fileHash",
    sentences: {
      file_was_imported: "This file was already imported, as IMP-{import}. Withdraw that import first.",
    },
  },
  {
    kind: "field",
    clause: "records",
    field: "recordsHash",
    sentences: {
      records_unlike_import: "The records do not match what their import says of them, so nothing was imported.",
      records_of_no_import: "Records are stored with their import, by its person. Import the file again.",
    },
  },
  {
    kind: "field",
    clause: null,
    field: "watched",
    sentences: { too_many_watched: "You can watch at most {most} records. Stop watching one first." },
  },
  {
    kind: "field",
    clause: null,
    field: "finding",
    sentences: { no_such_finding: "This incident has no such finding, or it was already resolved." },
  },
  {
    kind: "field",
    clause: null,
    field: "account",
    sentences: { accounts_unlike: "These two accounts do not share an e-mail address, so there is nothing to decide." },
  },

  {
    kind: "who",
    clause: null,
    sentences: {
      not_named: [
        ["only", "{only}"],
        ["", "Only {who} can {to}."],
      ],
    },
  },
  {
    kind: "token",
    clause: "exceptions",
    sentences: {
      token_never_decides:
        "No token can take “{step}”: a person decides this, signed in. Open the record in a browser.",
      token_lacks_scope:
        "This token does not have the scope “{scope}”, which “{step}” needs. Create a token that has it.",
      token_limited:
        "This token is limited to certain clients or systems, and the record is not only about those. Use another token, or take the step signed in.",
    },
  },
  {
    kind: "status",
    clause: null,
    clauses: { no_such_step: "exceptions" },
    sentences: {
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
    kind: "unknown",
    clause: "exceptions",
    sentences: {
      makes_no_record: "“{step}” creates no record: the policy has no such step.",
      no_such_record: "There is no such record.",
      windlass_stays: "This is the account of Windlass itself. You cannot deactivate it.",
    },
  },
  {
    kind: "caused",
    clause: "exceptions",
    sentences: { only_caused: "Nobody can take “{step}”: Windlass records it by itself." },
  },
  {
    kind: "signed_out",
    clause: "exceptions",
    clauses: { not_signed_in: "records-who" },
    sentences: {
      not_signed_in: "You are not signed in. Nothing was saved. Sign in and try again.",
      deactivated_meanwhile: "Your account was deactivated. Nothing was saved. An operations lead can reactivate it.",
      account_deactivated: "This account is deactivated. An operations lead can reactivate it.",
    },
  },
  {
    kind: "stale",
    clause: "exceptions",
    sentences: {
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
    kind: "unread",
    clause: "exceptions",
    sentences: {
      not_read: "The form does not say which version of the record you saw. Open the record again and try from there.",
    },
  },
  {
    kind: "isolation",
    clause: "exceptions",
    sentences: {
      frozen_view: "A step needs the isolation level read committed, so that it sees the steps of others.",
    },
  },
  {
    kind: "key",
    clause: null,
    sentences: {
      key_of_another_request: "This Idempotency-Key was used with another request. Nothing was saved. Send a new key.",
    },
  },
  {
    kind: "loader",
    clause: "records-when",
    sentences: {
      past_is_loaded: "Only the loader of a demonstration can record past times.",
      loaded_ahead: "A loaded event must be in the past.",
    },
  },
  {
    kind: "counted",
    clause: "exceptions",
    sentences: { more_attempts: "More refusals in this minute, counted together." },
  },

  {
    kind: "constraint",
    clause: null,
    sentences: { would_not_hold: "This would break a rule of the database: {constraint_}. Nothing was saved." },
  },
  {
    kind: "kept",
    clause: "exceptions",
    sentences: {
      without_event: "The table {table} must match its events, and no event supports this row.",
      by_events_alone: "Only events can write to the table {table}.",
      by_migration_alone: "Only a migration can write to the table {table}, as an event.",
      moved_without_event: "Only an event of the change can move it.",
      text_of_another_event: "A change takes texts only from the newest event.",
      shift_without_event: "A shift must match its event, and no event supports this row.",
      session_stays_ended: "A session that was ended stays ended.",
      installation_stays: "The kind of an installation, demonstration or production, cannot be changed.",
    },
  },
  {
    kind: "kept",
    clause: "records",
    sentences: {
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
      worker_in_bounds: "Only the worker can report its last run and the sessions that block it.",
      imported_record_stays: "An imported record cannot be added, updated or deleted after its import.",
      export_is_an_event: "Every export must be an event of the person who took it.",
    },
  },
  {
    kind: "kept",
    clause: "standard",
    sentences: {
      older_version:
        "A newer version of this entry is approved, so you cannot approve an older one. Retire it, or propose a new version.",
      entry_as_proposed: "A catalogue entry cannot be changed after the proposal. Propose a new version.",
    },
  },
  {
    kind: "kept",
    clause: "failed",
    sentences: {
      finding_answered_once: "A finding cannot be changed, and can be resolved only once.",
      emails_as_chosen:
        "A person gets the e-mails they chose last. Nobody can switch off the alert of a failed change.",
      delivery_without_event: "A delivery must match its attempts and events, and none supports this row.",
    },
  },
] as const satisfies readonly RefusalGroup[];

type CodesOf<Group> = Group extends { readonly sentences: infer Words } ? keyof Words & string : never;
export type RefusalCode = CodesOf<(typeof refusals)[number]>;
