import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";
import { among, bytes, instant, key, length, lexemes, span } from "@/db/connection/columns";
import { beforeTheirFacts, endedIn, startedIn } from "@/lib/rules/facts-by-status";
import {
  accountVerdicts,
  categories,
  changeStatuses,
  changeTypes,
  channels,
  delegationStatuses,
  deliveryStatuses,
  entryKinds,
  entryStatuses,
  freezeScopes,
  freezeStatuses,
  haltStatuses,
  incidentStatuses,
  noticeKinds,
  rosterStatuses,
  rulebookOccasions,
  severities,
  subjectTypes,
  systemStatuses,
  terminalStatuses,
  tiers,
  triggers,
} from "@/lib/rules/record";
import { roles } from "@/lib/rules/roles";

export const installation = pgTable(
  "installation",
  {
    id: integer("id").primaryKey().default(1),
    kind: text("kind").notNull(),
    clockOffset: length("clock_offset").notNull().default(sql`'0'`),
    siteTimezone: text("site_timezone").notNull().default("UTC"),
    createdAt: instant("created_at").notNull().default(sql`clock_timestamp()`),
  },
  () => [
    check("there_is_one_installation", sql`id = 1`),
    check("an_installation_is_demo_or_production", sql`kind in ('demo', 'production')`),
    check("only_a_demo_moves_its_clock", sql`kind = 'demo' or clock_offset = interval '0'`),
  ],
);

export const counters = pgTable("counters", { name: text("name").primaryKey(), value: key("value").notNull() });

export const people = pgTable(
  "people",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    name: text("name").notNull(),
    email: text("email"),
    timezone: text("timezone"),
    firstSeenAt: instant("first_seen_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    deactivatedAt: instant("deactivated_at"),
  },
  (people) => [unique("a_person_is_one_subject_of_one_issuer").on(people.issuer, people.subject)],
);

export const personRoles = pgTable(
  "person_roles",
  {
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    role: text("role").notNull(),
    since: instant("since").notNull(),
  },
  (held) => [
    primaryKey({ columns: [held.personId, held.role] }),
    check("a_role_is_one_the_policy_knows", among("role", roles)),
    index("people_by_role").on(held.role),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    tokenSha256: bytes("token_sha256").notNull(),
    oidcSid: text("oidc_sid"),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (sessions) => [
    unique("a_token_opens_one_session").on(sessions.tokenSha256),
    index("sessions_of_a_person").on(sessions.personId),
    index("sessions_by_oidc_sid").on(sessions.oidcSid),
  ],
);

/** Two accounts that may be one person's; without a verdict, and with `same`, they count as one where somebody else is asked for. */
export const accountPairs = pgTable(
  "account_pairs",
  {
    laterId: key("later_id")
      .notNull()
      .references(() => people.id),
    earlierId: key("earlier_id")
      .notNull()
      .references(() => people.id),
    foundAt: instant("found_at").notNull(),
    verdict: text("verdict"),
    /** The last event that spoke of the pair. */
    eventId: key("event_id")
      .notNull()
      .references((): AnyPgColumn => events.id),
  },
  (pairs) => [
    primaryKey({ columns: [pairs.laterId, pairs.earlierId] }),
    index("account_pairs_by_the_earlier").on(pairs.earlierId),
    index("account_pairs_undecided").on(pairs.laterId).where(sql`verdict is null`),
    check("an_account_is_paired_with_an_earlier_one", sql`later_id > earlier_id`),
    check("two_accounts_are_of_one_person_or_of_two", among("verdict", accountVerdicts)),
  ],
);

/** The rulebook of lib/rules/rules.ts as the trigger reads it; written anew at each migration. */
export const rules = pgTable(
  "rules",
  {
    subjectType: text("subject_type").notNull(),
    step: text("step").notNull(),
    type: text("type").notNull(),
    fromStatus: text("from_status").notNull(),
    toStatus: text("to_status").notNull(),
    ways: jsonb("ways").notNull(),
    needs: text("needs").array().notNull(),
    asks: jsonb("asks").notNull(),
    clause: text("clause").notNull(),
    who: text("who").notNull(),
    caused: boolean("caused").notNull(),
    aside: boolean("aside").notNull(),
  },
  (rules) => [primaryKey({ columns: [rules.subjectType, rules.step, rules.type, rules.fromStatus] })],
);

/** What each need says when it does not hold, by the reason: the first whose reason is there; and as `no_plan` the words that are no rollback plan. */
export const needWords = pgTable(
  "need_words",
  {
    need: text("need").notNull(),
    place: integer("place").notNull().default(0),
    reason: text("reason").notNull().default(""),
    words: text("words").notNull(),
    /** What a refusal cites where the need is none of the step's. */
    clause: text("clause"),
  },
  (needWords) => [primaryKey({ columns: [needWords.need, needWords.place] })],
);

/** What decides, as it was recorded last: each step names the rulebook it was judged by. */
export const livingRulebook = pgTable(
  "rulebook",
  {
    id: integer("id").primaryKey().default(1),
    occasion: text("occasion").notNull(),
    /** A hash (hex) for each of rules, functions, triggers, constraints, grants. */
    parts: jsonb("parts").notNull(),
    fingerprint: text("fingerprint").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  () => [
    check("there_is_one_rulebook", sql`id = 1`),
    check("a_rulebook_is_recorded_on_an_occasion", among("occasion", rulebookOccasions)),
  ],
);

/** The end of each subject's chain: the lock that its writers take, and the hash its next event holds. */
export const chains = pgTable(
  "chains",
  {
    subjectType: text("subject_type").notNull(),
    subjectId: key("subject_id").notNull(),
    lastSeq: integer("last_seq").notNull(),
    lastHash: bytes("last_hash").notNull(),
  },
  (chains) => [primaryKey({ columns: [chains.subjectType, chains.subjectId] })],
);

export const events = pgTable(
  "events",
  {
    id: key("id").primaryKey(),
    subjectType: text("subject_type").notNull(),
    subjectId: key("subject_id").notNull(),
    seq: integer("seq").notNull(),
    step: text("step").notNull(),
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    sessionId: key("session_id").references(() => sessions.id),
    fromStatus: text("from_status"),
    toStatus: text("to_status").notNull(),
    revision: integer("revision").notNull(),
    aside: boolean("aside").notNull(),
    receivedAt: instant("received_at").notNull(),
    /** The number of the last step when the person read the record; null when nobody said. */
    readAt: integer("read_at"),
    causeId: key("cause_id"),
    loaded: boolean("loaded").notNull().default(false),
    canonical: text("canonical").notNull(),
    hash: bytes("hash").notNull(),
    /** What was posted: consumed by the trigger, never stored. */
    input: jsonb("input"),
  },
  (events) => [
    unique("a_chain_has_one_event_a_number").on(events.subjectType, events.subjectId, events.seq),
    unique("an_event_leads_one_record_to_one_status").on(
      events.subjectId,
      events.seq,
      events.toStatus,
      events.subjectType,
      events.aside,
    ),
    index("events_of_a_person").on(events.personId, events.subjectType, events.subjectId),
    index("events_that_refuse").on(events.id).where(sql`step = 'refused'`),
    index("acts_of_a_person").on(events.personId, events.id),
    index("changes_of_roles").on(events.subjectId, events.seq).where(sql`step = 'role_change'`),
    index("events_of_a_cause").on(events.causeId).where(sql`cause_id is not null`),
    check("an_event_is_of_a_known_subject", among("subject_type", subjectTypes)),
    check("what_was_posted_is_not_kept", sql`input is null`),
    check("an_event_is_hashed_as_its_bytes_are", sql`hash = sha256(convert_to(canonical, 'UTF8'))`),
  ],
);

/** Free text, stored once. Its event holds only the salted hash. */
export const texts = pgTable(
  "texts",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    eventId: key("event_id").notNull(),
    field: text("field").notNull(),
    place: integer("place").notNull().default(0),
    salt: bytes("salt"),
    text: text("text"),
    /** The event by which a lead took the text and its salt away. */
    redactedBy: key("redacted_by"),
  },
  (texts) => [
    unique("an_event_has_one_text_a_field").on(texts.eventId, texts.field, texts.place),
    check("a_text_and_its_salt_go_together", sql`(salt is null) = (text is null)`),
    check("a_text_is_there_or_was_redacted", sql`(text is null) = (redacted_by is not null)`),
    check("a_text_is_not_blank", sql`text ~ '\\S'`),
  ],
);

export const clients = pgTable(
  "clients",
  { id: key("id").primaryKey().generatedAlwaysAsIdentity(), name: text("name").notNull() },
  (clients) => [unique("a_client_has_one_name").on(clients.name)],
);

export const systems = pgTable(
  "systems",
  {
    id: key("id").primaryKey(),
    name: text("name").notNull(),
    clientId: key("client_id")
      .notNull()
      .references(() => clients.id),
    kind: text("kind"),
    managedSince: instant("managed_since").notNull(),
    managedUntil: instant("managed_until"),
    status: text("status").notNull().default(systemStatuses[0]),
    ownerId: key("owner_id").references(() => people.id),
    monitoringLinks: text("monitoring_links"),
    stepSeq: integer("step_seq").notNull().default(1),
    /** Null: only the event that registered it. */
    lastEventId: key("last_event_id"),
  },
  (systems) => [
    check("a_system_has_a_known_status", among("status", systemStatuses)),
    unique("a_client_has_one_system_of_a_name").on(systems.clientId, systems.name),
    check("management_ends_after_it_began", sql`managed_until > managed_since`),
  ],
);

export const entries = pgTable(
  "entries",
  {
    id: key("id").primaryKey(),
    kind: text("kind").notNull(),
    status: text("status").notNull(),
    version: integer("version").notNull().default(1),
    category: text("category").notNull(),
    reversible: boolean("reversible").notNull(),
    blanks: jsonb("blanks").notNull(),
    allowedInFreeze: boolean("allowed_in_freeze").notNull().default(false),
    titleText: key("title_text")
      .notNull()
      .references(() => texts.id),
    whatText: key("what_text")
      .notNull()
      .references(() => texts.id),
    rollbackPlanText: key("rollback_plan_text")
      .notNull()
      .references(() => texts.id),
    verificationText: key("verification_text")
      .notNull()
      .references(() => texts.id),
    /** The last day on which something is made from it, in UTC. */
    expiresOn: date("expires_on"),
    /** The version that this one replaces once it is approved. */
    replacesId: key("replaces_id").references((): AnyPgColumn => entries.id),
    /** The first version of it; null in that one. */
    rootId: key("root_id").references((): AnyPgColumn => entries.id),
    /** The closed change that it was proposed from. */
    fromChangeId: key("from_change_id"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: key("last_event_id").notNull(),
  },
  (entries) => [
    index("entries_of_a_root").on(entries.rootId),
    index("entries_that_expire")
      .on(entries.expiresOn)
      .where(sql.raw(`status = '${entryStatuses[1]}' and expires_on is not null`)),
    check("an_entry_is_of_a_known_kind", among("kind", entryKinds)),
    check("an_entry_has_a_known_status", among("status", entryStatuses)),
    check("an_entry_is_of_a_category_of_the_policy", among("category", categories)),
  ],
);

export const entrySystems = pgTable(
  "entry_systems",
  {
    entryId: key("entry_id")
      .notNull()
      .references(() => entries.id),
    systemId: key("system_id")
      .notNull()
      .references(() => systems.id),
  },
  (covered) => [primaryKey({ columns: [covered.entryId, covered.systemId] })],
);

/** The clients for all of whose systems an entry is. */
export const entryClients = pgTable(
  "entry_clients",
  {
    entryId: key("entry_id")
      .notNull()
      .references(() => entries.id),
    clientId: key("client_id")
      .notNull()
      .references(() => clients.id),
  },
  (covered) => [primaryKey({ columns: [covered.entryId, covered.clientId] })],
);

export const changes = pgTable(
  "changes",
  {
    id: key("id").primaryKey(),
    number: text("number").notNull().generatedAlwaysAs(sql`'CHG-' || id`),
    type: text("type").notNull(),
    status: text("status").notNull(),
    revision: integer("revision").notNull().default(1),
    stepSeq: integer("step_seq").notNull(),
    stepSubject: text("step_subject").notNull().generatedAlwaysAs(sql`'change'`),
    stepAside: boolean("step_aside").notNull().generatedAlwaysAs(sql`false`),
    lastEventId: key("last_event_id").notNull(),
    lastEventAt: instant("last_event_at").notNull(),
    createdAt: instant("created_at").notNull(),
    titleText: key("title_text").references(() => texts.id),
    whatText: key("what_text").references(() => texts.id),
    whyText: key("why_text").references(() => texts.id),
    rollbackPlanText: key("rollback_plan_text").references(() => texts.id),
    verificationText: key("verification_text").references(() => texts.id),
    impactText: key("impact_text").references(() => texts.id),
    linksText: key("links_text").references(() => texts.id),
    systemInWordsText: key("system_in_words_text").references(() => texts.id),
    category: text("category"),
    reversible: boolean("reversible").notNull().default(false),
    expectedMinutes: integer("expected_minutes"),
    rollbackMinutes: integer("rollback_minutes"),
    entryId: key("entry_id").references(() => entries.id),
    entryValues: jsonb("entry_values"),
    trigger: text("trigger"),
    /** Whether other clients that it touches may read its free text. */
    shareable: boolean("shareable").notNull().default(false),
    /** The version of the policy under which it was opened. */
    policyVersion: integer("policy_version").notNull().default(1),
    authorId: key("author_id")
      .notNull()
      .references(() => people.id),
    whoId: key("who_id").references(() => people.id),
    implementerId: key("implementer_id").references(() => people.id),
    windowStart: instant("window_start"),
    windowEnd: instant("window_end"),
    windowTimezone: text("window_timezone"),
    windowWaived: boolean("window_waived").notNull().default(false),
    approvedAt: instant("approved_at"),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
    failedAt: instant("failed_at"),
    rolledBackAt: instant("rolled_back_at"),
    factsCompleteAt: instant("facts_complete_at"),
    search: lexemes("search").notNull(),
  },
  (changes) => [
    unique("a_change_has_one_number").on(changes.number),
    foreignKey({
      name: "status_is_where_the_last_event_led",
      columns: [changes.id, changes.stepSeq, changes.status, changes.stepSubject, changes.stepAside],
      foreignColumns: [events.subjectId, events.seq, events.toStatus, events.subjectType, events.aside],
    }),
    check("a_change_is_of_a_type_of_the_policy", among("type", changeTypes)),
    check("a_change_has_a_known_status", among("status", changeStatuses)),
    check("a_change_is_of_a_category_of_the_policy", among("category", categories)),
    check(
      "an_emergency_has_a_known_trigger",
      sql`(type = 'emergency') = (trigger is not null) and (trigger is null or ${among("trigger", triggers)})`,
    ),
    check("only_a_catalogue_entry_makes_a_change_standard", sql`type <> 'standard' or entry_id is not null`),
    check(
      "what_is_written_before_anybody_decides",
      sql`what_text is not null or ${among("status", beforeTheirFacts.planned)}`,
    ),
    check(
      "why_is_written_before_anybody_decides",
      sql`why_text is not null or ${among("status", beforeTheirFacts.planned)} or (type = 'emergency' and ${among("status", beforeTheirFacts.emergency)})`,
    ),
    check(
      "a_rollback_plan_is_written_before_anybody_decides",
      sql`rollback_plan_text is not null or ${among("status", beforeTheirFacts.planned)} or (type = 'emergency' and ${among("status", beforeTheirFacts.emergency)})`,
    ),
    check(
      "who_and_when_are_known_once_started",
      sql`(who_id is not null and started_at is not null) or not (${among("status", startedIn.every)} or (type = 'emergency' and ${among("status", startedIn.emergency)}))`,
    ),
    check(
      "the_end_is_known_once_done",
      sql`ended_at is not null or not (${among("status", endedIn.every)} or (type = 'emergency' and ${among("status", endedIn.emergency)}))`,
    ),
    check("it_ended_after_it_started", sql`ended_at >= started_at`),
    check("a_window_ends_after_it_starts", sql`window_end > window_start`),
    check("a_window_lasts_at_most_24_hours", sql`window_end - window_start <= interval '24 hours'`),
    index("changes_by_status").on(changes.status, changes.id),
    index("changes_by_type").on(changes.type, changes.id),
    index("changes_by_category").on(changes.category, changes.id),
    index("changes_by_creation").on(changes.createdAt, changes.id),
    index("changes_still_open")
      .on(changes.id)
      .where(sql`not ${among("status", terminalStatuses)}`),
    index("changes_by_window").on(changes.windowStart).where(sql`window_start is not null`),
    index("windows_of_an_implementer")
      .on(changes.implementerId, changes.windowStart)
      .where(sql`window_start is not null`),
    index("emergencies_by_start")
      .on(changes.startedAt)
      .where(sql.raw(`type = '${changeTypes[2]}'`)),
    index("changes_of_an_entry").on(changes.entryId),
    index("changes_by_words").using("gin", changes.search),
  ],
);

export const changeSystems = pgTable(
  "change_systems",
  {
    changeId: key("change_id")
      .notNull()
      .references(() => changes.id),
    systemId: key("system_id")
      .notNull()
      .references(() => systems.id),
  },
  (touched) => [
    primaryKey({ columns: [touched.changeId, touched.systemId] }),
    index("changes_of_a_system").on(touched.systemId, touched.changeId),
  ],
);

/** A change holds its systems while it is scheduled or in progress; the row goes when it leaves those. */
export const holds = pgTable(
  "holds",
  {
    changeId: key("change_id")
      .notNull()
      .references(() => changes.id),
    systemId: key("system_id")
      .notNull()
      .references(() => systems.id),
    during: span("during").notNull(),
    waived: boolean("waived").notNull(),
  },
  (holds) => [primaryKey({ columns: [holds.changeId, holds.systemId] })],
);

/** A time in which nothing is scheduled or started on what it covers, but by a lead's waiver. */
export const freezes = pgTable(
  "freezes",
  {
    id: key("id").primaryKey(),
    status: text("status").notNull(),
    name: text("name").notNull(),
    covers: text("covers").notNull(),
    clientId: key("client_id").references(() => clients.id),
    systemId: key("system_id").references(() => systems.id),
    timezone: text("timezone").notNull(),
    repeats: text("repeats"),
    reasonText: key("reason_text")
      .notNull()
      .references(() => texts.id),
    placedBy: key("placed_by")
      .notNull()
      .references(() => people.id),
    placedAt: instant("placed_at").notNull(),
    liftedAt: instant("lifted_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: key("last_event_id").notNull(),
  },
  (freezes) => [
    index("freezes_of_a_client").on(freezes.clientId),
    index("freezes_of_a_system").on(freezes.systemId),
    index("freezes_of_everything")
      .on(freezes.id)
      .where(sql.raw(`covers = '${freezeScopes[0]}'`)),
    check("a_freeze_has_a_known_status", among("status", freezeStatuses)),
    check(
      "a_freeze_covers_all_a_client_or_a_system",
      sql`${among("covers", freezeScopes)} and (covers = ${sql.raw(`'${freezeScopes[1]}'`)}) = (client_id is not null) and (covers = ${sql.raw(`'${freezeScopes[2]}'`)}) = (system_id is not null)`,
    ),
  ],
);

/** Each time of a freeze; those that a lifting prevented are gone. */
export const freezeSpans = pgTable(
  "freeze_spans",
  {
    freezeId: key("freeze_id")
      .notNull()
      .references(() => freezes.id),
    during: span("during").notNull(),
  },
  (spans) => [
    primaryKey({ columns: [spans.freezeId, spans.during] }),
    index("freezes_by_time").using("gist", spans.during),
    check("a_freeze_lasts_a_while", sql`not isempty(during) and not lower_inf(during) and not upper_inf(during)`),
  ],
);

/** A personal address of the calendar. Only the hash of its secret is known. */
export const feeds = pgTable(
  "feeds",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    withoutTitles: boolean("without_titles").notNull(),
    tokenSha256: bytes("token_sha256").notNull(),
    eventId: key("event_id").notNull(),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (feeds) => [unique("a_secret_opens_one_feed").on(feeds.tokenSha256), index("feeds_of_a_person").on(feeds.personId)],
);

const closedIncident = incidentStatuses[2];

export const incidents = pgTable(
  "incidents",
  {
    id: key("id").primaryKey(),
    number: text("number").notNull().generatedAlwaysAs(sql`'INC-' || id`),
    changeId: key("change_id")
      .notNull()
      .references(() => changes.id),
    status: text("status").notNull(),
    severity: text("severity").notNull(),
    ownerId: key("owner_id").references(() => people.id),
    openedAt: instant("opened_at").notNull(),
    closedAt: instant("closed_at"),
    rootCauseText: key("root_cause_text").references(() => texts.id),
    stepSeq: integer("step_seq").notNull(),
    stepSubject: text("step_subject").notNull().generatedAlwaysAs(sql`'incident'`),
    stepAside: boolean("step_aside").notNull().generatedAlwaysAs(sql`false`),
    lastEventId: key("last_event_id").notNull(),
  },
  (incidents) => [
    unique("an_incident_has_one_number").on(incidents.number),
    foreignKey({
      name: "incident_status_is_where_the_last_event_led",
      columns: [incidents.id, incidents.stepSeq, incidents.status, incidents.stepSubject, incidents.stepAside],
      foreignColumns: [events.subjectId, events.seq, events.toStatus, events.subjectType, events.aside],
    }),
    check("an_incident_has_a_known_status", among("status", incidentStatuses)),
    check("an_incident_has_a_known_severity", among("severity", severities)),
    check("a_root_cause_is_written_once_investigated", sql`status = 'open' or root_cause_text is not null`),
    index("incidents_of_a_change").on(incidents.changeId),
    index("incidents_by_status").on(incidents.status, incidents.id),
    index("incidents_still_open")
      .on(incidents.id)
      .where(sql.raw(`status <> '${closedIncident}'`)),
  ],
);

export const findings = pgTable(
  "findings",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    incidentId: key("incident_id")
      .notNull()
      .references(() => incidents.id),
    findingText: key("finding_text")
      .notNull()
      .references(() => texts.id),
    ownerId: key("owner_id")
      .notNull()
      .references(() => people.id),
    dueOn: date("due_on").notNull(),
    answeredAt: instant("answered_at"),
    answeredBy: key("answered_by").references(() => people.id),
    answerText: key("answer_text").references(() => texts.id),
  },
  (findings) => [
    index("findings_of_an_incident").on(findings.incidentId),
    index("findings_not_answered").on(findings.ownerId).where(sql`answered_at is null`),
    check(
      "a_finding_is_answered_in_words",
      sql`(answered_at is null) = (answer_text is null) and (answered_at is null) = (answered_by is null)`,
    ),
  ],
);

/** The rulebook of lib/notices/notices.ts as the triggers read it; written anew at each migration. */
export const noticeRules = pgTable("notice_rules", {
  kind: text("kind").primaryKey(),
  place: integer("place").notNull(),
  mandatory: boolean("mandatory").notNull(),
  /** After how long it would tell nobody anything; null: it is always of use. */
  useful: length("useful"),
});

/** What the workers said of each channel: whether one of them can send by it, and to where. */
export const channelStates = pgTable(
  "channel_states",
  {
    channel: text("channel").primaryKey(),
    configured: boolean("configured").notNull().default(false),
    /** Where it leads, without any secret: a host, a channel's name. */
    leadsTo: text("leads_to"),
    /** By the machine's clock. */
    saidAt: instant("said_at"),
  },
  () => [check("a_channel_is_a_known_one", among("channel", channels))],
);

/** The kinds of e-mail that a person does not want. */
export const unwantedEmails = pgTable(
  "unwanted_emails",
  {
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    kind: text("kind").notNull(),
  },
  (unwanted) => [
    primaryKey({ columns: [unwanted.personId, unwanted.kind] }),
    check("an_unwanted_email_is_of_a_known_kind", among("kind", noticeKinds)),
  ],
);

/** What has to reach people. A row is written in the transaction of its cause, or when the clock makes it due. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    /** What makes it the one it is: the same is never queued twice. */
    key: text("key").notNull(),
    kind: text("kind").notNull(),
    channel: text("channel").notNull(),
    /** To whom by e-mail; null by Slack. */
    personId: key("person_id").references(() => people.id),
    /** Its cause; null where the clock is. */
    eventId: key("event_id").references(() => events.id),
    changeId: key("change_id").references(() => changes.id),
    incidentId: key("incident_id").references(() => incidents.id),
    freezeId: key("freeze_id").references(() => freezes.id),
    haltId: key("halt_id").references(() => halts.id),
    entryId: key("entry_id").references(() => entries.id),
    delegationId: key("delegation_id").references(() => delegations.id),
    queuedAt: instant("queued_at").notNull(),
    status: text("status").notNull().default("queued"),
    stepSeq: integer("step_seq").notNull().default(0),
    attempts: integer("attempts").notNull().default(0),
    /** From when on it is tried; null once nothing is tried any more. */
    nextAttemptAt: instant("next_attempt_at"),
    /** Since when the present tries run, null before the first: they end three days later. */
    triedSince: instant("tried_since"),
    /** Until when, by the machine's clock, a worker is at it. */
    leasedUntil: instant("leased_until"),
    lastError: text("last_error"),
    /** After this it would tell nobody anything. */
    usefulUntil: instant("useful_until"),
    deliveredAt: instant("delivered_at"),
    sentTo: text("sent_to"),
    /** What the channel calls the message: in Slack the time stamp that opens a thread. */
    reference: text("reference"),
    attestedBy: key("attested_by").references(() => events.id),
  },
  (deliveries) => [
    unique("a_notice_is_queued_once").on(deliveries.key),
    index("deliveries_of_a_change").on(deliveries.changeId),
    index("deliveries_of_an_incident").on(deliveries.incidentId),
    index("deliveries_of_a_person").on(deliveries.personId),
    index("deliveries_of_an_event").on(deliveries.eventId),
    index("deliveries_of_a_halt").on(deliveries.haltId).where(sql`halt_id is not null`),
    index("deliveries_of_an_entry").on(deliveries.entryId).where(sql`entry_id is not null`),
    index("deliveries_of_a_delegation").on(deliveries.delegationId).where(sql`delegation_id is not null`),
    index("deliveries_to_try").on(deliveries.channel, deliveries.nextAttemptAt).where(sql`next_attempt_at is not null`),
    index("deliveries_by_status").on(deliveries.status, deliveries.id),
    check("a_delivery_is_of_a_known_kind", among("kind", noticeKinds)),
    check("a_delivery_goes_by_a_known_channel", among("channel", channels)),
    check("a_delivery_has_a_known_status", among("status", deliveryStatuses)),
    check("an_email_is_to_a_person", sql.raw(`(channel = '${channels[1]}') = (person_id is not null)`)),
    check(
      "what_is_delivered_was_so_at_a_time",
      sql.raw(`(status = '${deliveryStatuses[1]}') = (delivered_at is not null)`),
    ),
    check("only_what_waits_is_tried", sql.raw(`next_attempt_at is null or status = '${deliveryStatuses[0]}'`)),
  ],
);

/** Each try to deliver something, and how it ended. */
export const deliveryAttempts = pgTable(
  "delivery_attempts",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    deliveryId: key("delivery_id")
      .notNull()
      .references(() => deliveries.id),
    at: instant("at").notNull(),
    ok: boolean("ok").notNull(),
    /** Where it was sent, or why it failed. */
    words: text("words").notNull(),
    /** What the channel calls the message that arrived. */
    reference: text("reference"),
    /** When it is tried again; null after the last try. */
    againAt: instant("again_at"),
  },
  (attempts) => [index("attempts_of_a_delivery").on(attempts.deliveryId)],
);

/** Shifts that were placed together, or a take-over. */
export const rosters = pgTable(
  "rosters",
  {
    id: key("id").primaryKey(),
    status: text("status").notNull(),
    name: text("name").notNull(),
    placedBy: key("placed_by")
      .notNull()
      .references(() => people.id),
    placedAt: instant("placed_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: key("last_event_id").notNull(),
  },
  () => [check("a_roster_has_a_known_status", among("status", rosterStatuses))],
);

/** Who is on call and when. A shift says nothing of the time before it was placed or after it was withdrawn. */
export const shifts = pgTable(
  "shifts",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    rosterId: key("roster_id")
      .notNull()
      .references(() => rosters.id),
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    tier: text("tier").notNull(),
    during: span("during").notNull(),
    /** A take-over stands alone in its tier while it lasts; of several, the latest. */
    isTakeOver: boolean("is_take_over").notNull(),
  },
  (shifts) => [
    index("shifts_by_time").using("gist", shifts.during),
    index("shifts_of_a_roster").on(shifts.rosterId),
    check("a_shift_is_of_a_known_tier", among("tier", tiers)),
    check("a_shift_lasts_a_while", sql`not isempty(during) and not lower_inf(during) and not upper_inf(during)`),
  ],
);

/** Who was on call when an emergency began, as it was known when it was declared. */
export const rosteredAt = pgTable("rostered_at", {
  changeId: key("change_id")
    .primaryKey()
    .references(() => changes.id),
  /** Whether its executor was; null when no roster was kept then. */
  onRoster: boolean("on_roster"),
  /** [person, tier], the primary first. */
  rostered: jsonb("rostered").notNull(),
});

/** A change that follows from another: what its emergency or its failure asked for. */
export const followUps = pgTable(
  "follow_ups",
  {
    changeId: key("change_id")
      .primaryKey()
      .references(() => changes.id),
    followsId: key("follows_id")
      .notNull()
      .references(() => changes.id),
  },
  (followUps) => [
    index("follow_ups_of_a_change").on(followUps.followsId),
    check("a_change_does_not_follow_itself", sql`change_id <> follows_id`),
  ],
);

/** The role of operations lead, lent to an operator for a time. */
export const delegations = pgTable(
  "delegations",
  {
    id: key("id").primaryKey(),
    status: text("status").notNull(),
    delegateId: key("delegate_id")
      .notNull()
      .references(() => people.id),
    during: span("during").notNull(),
    reasonText: key("reason_text")
      .notNull()
      .references(() => texts.id),
    placedBy: key("placed_by")
      .notNull()
      .references(() => people.id),
    placedAt: instant("placed_at").notNull(),
    endedAt: instant("ended_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: key("last_event_id").notNull(),
  },
  (delegations) => [
    check("a_delegation_has_a_known_status", among("status", delegationStatuses)),
    check("a_delegation_has_its_times", sql`not lower_inf(during) and not upper_inf(during)`),
    index("delegations_by_time").using("gist", delegations.during),
    index("delegations_of_a_person").on(delegations.delegateId),
  ],
);

/** A halt of application deploys of a client: of one application or environment, or of all. */
export const halts = pgTable(
  "halts",
  {
    id: key("id").primaryKey(),
    status: text("status").notNull(),
    /** Null: of every client. */
    clientId: key("client_id").references(() => clients.id),
    application: text("application"),
    environment: text("environment"),
    reasonText: key("reason_text")
      .notNull()
      .references(() => texts.id),
    placedBy: key("placed_by")
      .notNull()
      .references(() => people.id),
    placedAt: instant("placed_at").notNull(),
    liftedAt: instant("lifted_at"),
    stepSeq: integer("step_seq").notNull(),
    lastEventId: key("last_event_id").notNull(),
  },
  (halts) => [
    check(
      "a_halt_is_of_a_client_an_application_or_an_environment",
      sql`num_nonnulls(client_id, application, environment) > 0`,
    ),
    check("a_halt_has_a_known_status", among("status", haltStatuses)),
    index("halts_standing").on(halts.id).where(sql`lifted_at is null`),
    index("halts_by_time").on(halts.placedAt, halts.id),
  ],
);

/** What opens the gate to a pipeline of one client. Only the hash of its secret is known. */
export const gateTokens = pgTable(
  "gate_tokens",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    name: text("name").notNull(),
    clientId: key("client_id")
      .notNull()
      .references(() => clients.id),
    tokenSha256: bytes("token_sha256").notNull(),
    eventId: key("event_id").notNull(),
    createdAt: instant("created_at").notNull(),
    revokedAt: instant("revoked_at"),
  },
  (tokens) => [unique("a_secret_is_one_token_of_the_gate").on(tokens.tokenSha256)],
);

/** The texts of the policy, each from when it was put in force; the first is the one that came with the product. */
export const policyVersions = pgTable("policy_versions", {
  version: integer("version").primaryKey(),
  /** Null: the text that came with the product. */
  textId: key("text_id").references(() => texts.id),
  since: instant("since").notNull(),
  eventId: key("event_id"),
});

/** Each review of the policy that left its text as it was, or put a new one in force. */
export const policyReviews = pgTable("policy_reviews", {
  eventId: key("event_id").primaryKey(),
  version: integer("version")
    .notNull()
    .references(() => policyVersions.version),
  personId: key("person_id")
    .notNull()
    .references(() => people.id),
  at: instant("at").notNull(),
});

/** How often each step was taken on each day (in UTC), as far as the log has placed it; of refusals, by the clause they cited. */
export const usesByDay = pgTable(
  "uses_by_day",
  {
    day: date("day").notNull(),
    subjectType: text("subject_type").notNull(),
    step: text("step").notNull(),
    type: text("type").notNull(),
    clause: text("clause").notNull(),
    times: key("times").notNull(),
  },
  (uses) => [primaryKey({ columns: [uses.day, uses.subjectType, uses.step, uses.type, uses.clause] })],
);

/** Events that were committed and have no place in the log yet. */
export const logQueue = pgTable("log_queue", { eventId: key("event_id").primaryKey() });

/** The log over all: every event by its place, from 1 without a gap. `leaf` is its hash in the Merkle tree. */
export const logEntries = pgTable(
  "log_entries",
  {
    place: key("place").primaryKey(),
    eventId: key("event_id")
      .notNull()
      .references(() => events.id),
    leaf: bytes("leaf").notNull(),
  },
  (entries) => [unique("an_event_has_one_place_in_the_log").on(entries.eventId)],
);

/** The roots of complete subtrees of 256, 65,536, … leaves (levels 8, 16, …), so that no proof reads the whole log. */
export const logNodes = pgTable(
  "log_nodes",
  { level: integer("level").notNull(), index: key("index").notNull(), hash: bytes("hash").notNull() },
  (nodes) => [primaryKey({ columns: [nodes.level, nodes.index] })],
);

/** Signed heads of the log: `note` is the C2SP checkpoint as it is handed out. */
export const checkpoints = pgTable(
  "checkpoints",
  {
    id: key("id").primaryKey().generatedAlwaysAsIdentity(),
    size: key("size").notNull(),
    root: bytes("root").notNull(),
    note: text("note").notNull(),
    /** The public half of the key that signed it, as C2SP writes verifier keys. */
    verifierKey: text("verifier_key").notNull(),
    at: instant("at").notNull(),
    /** When it first left the product, so that somebody may hold it. */
    handedOutAt: instant("handed_out_at"),
  },
  (checkpoints) => [
    index("checkpoints_handed_out").on(checkpoints.id).where(sql`handed_out_at is not null`),
    check("a_checkpoint_counts_events", sql`size >= 0`),
  ],
);

/** What each verification of the whole ledger found. */
export const verifications = pgTable("verifications", {
  id: key("id").primaryKey().generatedAlwaysAsIdentity(),
  startedAt: instant("started_at").notNull(),
  endedAt: instant("ended_at").notNull(),
  size: key("size").notNull(),
  ok: boolean("ok").notNull(),
  words: text("words").notNull(),
  /** The same in one signed note: what no true signature stands over proves nothing. */
  note: text("note").notNull(),
});

/** What the log's worker says of itself: when it last looked, and which sessions stand in its way. */
export const logState = pgTable(
  "log_state",
  {
    id: integer("id").primaryKey().default(1),
    lookedAt: instant("looked_at"),
    inTheWay: jsonb("in_the_way").notNull().default([]),
  },
  () => [check("there_is_one_log", sql`id = 1`)],
);

/** Each file of records that left the product: to whom, when, and what it was drawn from. */
export const exportedRecords = pgTable(
  "exports",
  {
    eventId: key("event_id").primaryKey(),
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    at: instant("at").notNull(),
    exported: text("exported").notNull(),
    changeId: key("change_id"),
    fromAt: instant("from_at"),
    toAt: instant("to_at"),
    clientId: key("client_id"),
    systemId: key("system_id"),
    type: text("type"),
  },
  (exported) => [index("exports_by_time").on(exported.at)],
);

/** Equal refusals within a minute are one event and a count. */
export const refusals = pgTable(
  "refusals",
  {
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    step: text("step").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: key("subject_id").notNull(),
    sentence: text("sentence").notNull(),
    clause: text("clause").notNull(),
    minute: instant("minute").notNull(),
    times: integer("times").notNull().default(1),
  },
  (refusals) => [
    primaryKey({
      columns: [
        refusals.personId,
        refusals.minute,
        refusals.step,
        refusals.subjectType,
        refusals.subjectId,
        refusals.sentence,
      ],
    }),
    index("refusals_by_time").on(refusals.minute),
  ],
);

/** The answer that a posted form got: the same again gets it again. */
export const posts = pgTable(
  "posts",
  {
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    key: uuid("key").notNull(),
    hash: bytes("hash").notNull(),
    answer: jsonb("answer"),
    at: instant("at").notNull(),
  },
  (posts) => [primaryKey({ columns: [posts.personId, posts.key, posts.hash] })],
);

/** What a person had typed when their session had run out: sealed, theirs alone, for a day. */
export const keptForms = pgTable(
  "kept_forms",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    personId: key("person_id")
      .notNull()
      .references(() => people.id),
    path: text("path").notNull(),
    sealed: bytes("sealed").notNull(),
    at: instant("at").notNull(),
  },
  (kept) => [index("kept_forms_by_age").on(kept.at), index("kept_forms_by_person").on(kept.personId, kept.at)],
);

/** How often somebody asked for what takes long, in the time that runs; its rows are counted and forgotten by the limits. */
export const rateLimits = pgTable(
  "rate_limits",
  {
    key: varchar("key", { length: 255 }).primaryKey(),
    points: integer("points").notNull().default(0),
    expire: bigint("expire", { mode: "number" }).notNull(),
  },
  (limits) => [index("rate_limits_by_end").on(limits.expire)],
);

/** What one does at a time: a row to lock, which no role but the owner can. */
export const turns = pgTable("turns", { name: text("name").primaryKey() });
