/**
 * The table of the design, written by hand from its text and not from the rulebook: the only permitted repetition.
 * A row is: step | types | from → to | by | needs | fields | clause | scope of tokens, or none. Ways of `by` are parted by "or";
 * `lent` opens one to a delegate of a lead; `new` makes a record.
 */
const change = `
draft           | standard normal           | new → draft | operator | in_scope | type* title* category systems entry entryValues what why rollbackPlan verification impact links reversible expectedMinutes rollbackMinutes isApplicationDeploy follows shareable | scope | propose
edit            | standard normal           | draft → same | operator | in_scope | title category systems entryValues what why rollbackPlan verification impact links reversible expectedMinutes rollbackMinutes isApplicationDeploy shareable | records | propose
edit            | emergency                 | in_progress executed failed rolled_back → same | operator | | title category systems systemInWords what why rollbackPlan verification impact links reversible expectedMinutes rollbackMinutes shareable | records | propose
take_over       | standard normal           | draft documented submitted reviewed approved scheduled → same | operator not reviewer approver | | reason* | exceptions
document        | standard                  | draft → documented | operator | entry_live facts_written | | standard-documented | propose
submit          | normal                    | draft → submitted | operator same author | facts_written | | normal-submitted | propose
review          | normal                    | submitted → reviewed | reviewer not author | | comment | normal-reviewed
send_back       | normal                    | submitted reviewed → draft | reviewer not author or ops_lead lent not author | | comment* | normal-reviewed
reject          | normal                    | submitted reviewed → rejected | reviewer not author or ops_lead lent not author | | reason* | normal-reviewed
approve         | normal                    | reviewed → approved | ops_lead lent not author reviewer | | comment | normal-approved
approve_routine | normal                    | reviewed → approved | reviewer same reviewer not author | entry_routine reversible | comment | normal-approved
schedule        | normal                    | approved → scheduled | operator | window_valid window_free window_unfrozen approval_fresh | windowStart* windowEnd* timezone implementer asTyped | normal-scheduled | propose
reschedule      | normal                    | scheduled → same | operator | window_valid window_free window_unfrozen approval_fresh | windowStart* windowEnd* timezone implementer asTyped | normal-scheduled | propose
schedule_over   | normal                    | approved scheduled → scheduled | ops_lead not author | window_valid approval_fresh | windowStart* windowEnd* timezone implementer asTyped reason* | normal-scheduled
start           | standard                  | documented → in_progress | operator | entry_live not_frozen | | standard-operator | execute
start           | normal                    | scheduled → in_progress | operator | window_open approval_fresh not_frozen system_idle | | normal-executed | execute
extend          | normal                    | in_progress → same | ops_lead lent not executor or reviewer not executor when routine | later_end window_free | windowEnd* timezone asTyped reason* | normal-scheduled
call_off        | standard                  | in_progress → cancelled | operator same starter | | reason* | standard-operator | execute
call_off        | normal                    | in_progress → cancelled | operator same starter | | reason* | normal-executed | execute
log             | standard                  | in_progress → closed | operator | ended_in_past | actual* endedAt | standard-logged | execute
finish          | normal                    | in_progress → executed | operator | ended_in_past | actual* endedAt | normal-executed | execute
finish          | emergency                 | in_progress → executed | operator | ended_in_past | actual* endedAt | emergency-executed | execute
verify          | normal                    | executed → closed | operator | | comment* monitoring* evidence attachments | normal-verified | execute
declare         | emergency                 | new → in_progress | operator | started_in_past | trigger* what* systems systemInWords startedAt | emergency-executed | execute
stand_down      | emergency                 | in_progress → executed | operator | | reason* | emergency-executed | execute
document        | emergency                 | executed rolled_back → documented | operator | facts_written off_roster_explained system_registered | what* why* rollbackPlan* category systems explanation | emergency-documented | propose
return          | emergency                 | documented → executed | ops_lead not author | | comment* | emergency-reviewed
review_after    | emergency                 | documented → closed | ops_lead lent not author executor rollback documenter | system_registered incident_closed alert_delivered | outcome* reason* | emergency-reviewed
rule_out_of_scope | emergency               | in_progress executed failed rolled_back documented → same | ops_lead not author | | reason* | scope
fail            | standard                  | in_progress closed → failed | operator | | reason* | failed | execute
fail            | normal                    | in_progress executed closed → failed | operator | | reason* | failed | execute
fail            | emergency                 | in_progress executed documented closed → failed | operator | | reason* | failed | execute
begin_rollback  | standard normal emergency | failed → same | operator | | | failed-rollback | execute
roll_back       | standard normal emergency | failed → rolled_back | operator | ended_in_past | outcome* actual* endedAt attachments | failed-rollback | execute
settle          | standard normal           | rolled_back → closed | ops_lead lent not executor rollback | incident_closed alert_delivered | comment | failed-incident
revise          | standard normal           | documented submitted reviewed approved scheduled → draft | operator same author | | reason* | exceptions | propose
cancel          | standard normal           | draft documented submitted reviewed approved scheduled → cancelled | operator same author or ops_lead | | reason* | exceptions | propose
note            | standard normal emergency | any → same | operator | | comment* attachments mentions | records | execute
redact          | standard normal emergency | any → same | ops_lead | | redacted* reason* | records
`;

const incident = `
assign         | | open investigated → same | operator | | owner* severity | failed-incident | execute
investigate    | | open → investigated | operator | | rootCause* findings* | failed-incident | execute
close_incident | | investigated → closed | operator not executor investigator | | comment | failed-incident
attest         | | any → same | ops_lead | | channel* reason* | failed-alert
answer         | | investigated closed → same | operator | | finding* answer* | failed-incident | execute
redact         | | any → same | ops_lead | | redacted* reason* | records
`;

const entry = `
propose         | | new → proposed | operator | entry_covers | entryKind* title* category* systems clients what* rollbackPlan* verification* blanks reversible allowedInFreeze expiresOn replaces fromChange | standard | propose
approve_entry   | | proposed suspended → approved | ops_lead not proposer | | comment | standard
retire          | | proposed approved suspended → retired | ops_lead | | reason* | standard
`;

const system = `
register      | | new → managed | operator | management_bounded | name* client* systemKind managedSince managedUntil owner monitoringLinks | scope | propose
amend_system  | | managed retired → same | operator | management_bounded | name* systemKind managedSince managedUntil owner monitoringLinks | scope | propose
retire_system | | managed → retired | operator | | managedUntil reason* | scope
manage_again  | | retired → managed | operator | | reason* | scope
`;

const freeze = `
place_freeze | | new → placed | ops_lead | freeze_bounded | name* covers* windowStart* windowEnd* timezone repeats spans reason* | normal-scheduled
lift_freeze  | | placed → lifted | ops_lead | | reason* | normal-scheduled
redact       | | any → same | ops_lead | | redacted* reason* | records
`;

const roster = `
place_shifts    | | new → placed | operator | shifts_bounded | name* shifts* | emergency-executed | propose
take_on_call    | | new → placed | operator | shifts_bounded | windowEnd timezone | emergency-executed
withdraw_shifts | | placed → withdrawn | operator | | reason* | emergency-executed
`;

const delivery = `
send_again | | queued given_up dropped → queued | ops_lead | | | failed-alert
`;

const delegation = `
delegate       | | new → lent | ops_lead | delegation_bounded | delegate* windowStart windowEnd* timezone reason* | normal-approved
end_delegation | | lent → ended | ops_lead | | reason* | normal-approved
`;

const person = `
end_sessions | | any → same | same self or ops_lead | | | exceptions
same_person      | | any → same | ops_lead not self | | account* reason* | normal-reviewed
different_person | | any → same | ops_lead not self | | account* reason* | normal-reviewed
deactivate       | | known → deactivated | ops_lead not self | | reason* | exceptions
reactivate       | | deactivated → known | ops_lead not self | | reason* | exceptions
set_timezone | | any → same | same self | | timezone* | records-when
make_feed    | | any → same | same self | | name* withoutTitles feedToken* | normal-scheduled
make_token   | | any → same | operator same self or auditor same self | token_bounded | name* scopes* clients systems networks expiresAt* apiToken* | exceptions
revoke_token | | any → same | same self or ops_lead | | token* | exceptions
revoke_feed  | | any → same | same self or ops_lead | | feed* | normal-scheduled
choose_emails   | | any → same | same self | | emails | records
watch           | | any → same | same self | | watched* | records
unwatch         | | any → same | same self | | watched* | records
acknowledge     | | any → same | same self | | ofChange* | records
export          | | any → same | operator same self or auditor same self | | exported* ofChange periodStart periodEnd ofClient ofSystem ofType population populationHash aboutHash recordsHash | records
sign_checkpoint | | any → same | operator same self or auditor same self | | | records
verify_ledger   | | any → same | operator same self or auditor same self | | | records
`;

const halt = `
place_halt | | new → placed | operator | halt_aimed | client application environment reason* | scope | execute
lift_halt | | placed → lifted | operator same placer or ops_lead | | reason* | scope
`;

const importOfPast = `
import_past | | new → imported | ops_lead | | sourceSystem* fileName* fileHash* mapping* recordCount* leftOut* recordsHash* rowReport | records
withdraw_import | | imported → withdrawn | ops_lead | | reason* | records
`;

const account = `
propose_account   | | new → proposed | operator | | name* why* scopes* clients systems | exceptions
approve_account   | | proposed → approved | ops_lead not proposer | | comment | exceptions
take_over_account | | proposed approved → proposed | operator not accountable | | reason* | exceptions
make_token        | | approved → same | operator same accountable | token_bounded | name* networks expiresAt* apiToken* | exceptions
revoke_token      | | any → same | operator same accountable or ops_lead | | token* | exceptions
end_account       | | proposed approved → ended | operator same accountable or ops_lead | | reason* | exceptions
`;

const webhook = `
add_webhook     | | new → enabled | ops_lead | | name* address* addressHash* eventTypes* ofClient template* signingKey* | records
amend_webhook   | | enabled disabled → same | ops_lead | | name* address addressHash eventTypes* ofClient template* | records
rotate_webhook  | | enabled disabled → same | ops_lead | | signingKey* | records
drop_old_key    | | enabled disabled → same | ops_lead | | | records
disable_webhook | | enabled → disabled | ops_lead | | | records
enable_webhook  | | disabled → enabled | ops_lead | | | records
`;

const installation = `
make_token     | | any → same | ops_lead | | name* ofClient* gateToken* | scope
revoke_token   | | any → same | ops_lead | | token* | scope
review_policy  | | any → same | ops_lead | | comment | exceptions
publish_policy | | any → same | ops_lead | | policyText* reason* | exceptions
`;

export type DesignActor = {
  readonly role: string;
  /** Also open to a delegate of a lead. */
  readonly delegable: boolean;
  readonly same: string;
  readonly not: readonly string[];
  readonly when: string;
};

export type DesignRow = {
  readonly step: string;
  readonly types: readonly string[];
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly DesignActor[];
  readonly preconditions: readonly string[];
  readonly fields: readonly string[];
  readonly clause: string;
  readonly tokenScope: string;
};

export const designTable: Record<
  | "change"
  | "incident"
  | "entry"
  | "system"
  | "freeze"
  | "person"
  | "roster"
  | "delivery"
  | "delegation"
  | "halt"
  | "import"
  | "account"
  | "webhook"
  | "installation",
  readonly DesignRow[]
> = {
  change: rowsOf(change),
  incident: rowsOf(incident),
  entry: rowsOf(entry),
  system: rowsOf(system),
  freeze: rowsOf(freeze),
  person: rowsOf(person),
  roster: rowsOf(roster),
  delivery: rowsOf(delivery),
  halt: rowsOf(halt),
  import: rowsOf(importOfPast),
  account: rowsOf(account),
  webhook: rowsOf(webhook),
  installation: rowsOf(installation),
  delegation: rowsOf(delegation),
};

/** The statuses that a record of each type can reach, by hand as well. */
export const designStatuses = {
  standard: splitWords("draft documented in_progress failed rolled_back closed cancelled"),
  normal: splitWords(
    "draft submitted reviewed approved scheduled in_progress executed failed rolled_back closed rejected cancelled",
  ),
  emergency: splitWords("in_progress executed failed rolled_back documented closed"),
};

function rowsOf(table: string): readonly DesignRow[] {
  return table.trim().split("\n").map(rowOf);
}

function rowOf(line: string): DesignRow {
  const [step = "", types = "", path = "", by = "", needs = "", fields = "", clause = "", tokenScope = ""] = line
    .split("|")
    .map((cell) => cell.trim());
  const [from = "", to = ""] = path.split("→");
  return {
    step,
    types: splitWords(types),
    from: splitWords(from),
    to: to.trim(),
    by: by.split(" or ").map(designActorOf),
    preconditions: splitWords(needs),
    fields: splitWords(fields),
    clause,
    tokenScope,
  };
}

function designActorOf(text: string): DesignActor {
  const parts: Record<"role" | "same" | "not" | "when", string[]> = { role: [], same: [], not: [], when: [] };
  let isDelegable = false;
  let part: keyof typeof parts = "role";
  for (const word of splitWords(text)) {
    if (word === "lent") isDelegable = true;
    else if (word === "same" || word === "not" || word === "when") part = word;
    else parts[part].push(word);
  }
  return {
    role: parts.role.join(),
    delegable: isDelegable,
    same: parts.same.join(),
    not: parts.not,
    when: parts.when.join(),
  };
}

function splitWords(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
