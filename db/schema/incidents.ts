import { sql } from "drizzle-orm";
import { boolean, check, date, foreignKey, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bigintNumber, inList, timestamptz } from "@/db/connection/columns";
import { incidentStatuses, severities } from "@/lib/rules/record";
import { changes } from "./changes";
import { events, texts } from "./events";
import { people } from "./people";

const closedIncident = incidentStatuses[2];

export const incidents = pgTable(
  "incidents",
  {
    id: bigintNumber("id").primaryKey(),
    number: text("number").notNull().generatedAlwaysAs(sql`'INC-' || id`),
    changeId: bigintNumber("change_id")
      .notNull()
      .references(() => changes.id),
    status: text("status", { enum: incidentStatuses }).notNull(),
    severity: text("severity", { enum: severities }).notNull(),
    ownerId: bigintNumber("owner_id").references(() => people.id),
    openedAt: timestamptz("opened_at").notNull(),
    closedAt: timestamptz("closed_at"),
    rootCauseTextId: bigintNumber("root_cause_text_id").references(() => texts.id),
    stepSeq: integer("step_seq").notNull(),
    stepSubject: text("step_subject").notNull().generatedAlwaysAs(sql`'incident'`),
    stepAside: boolean("step_aside").notNull().generatedAlwaysAs(sql`false`),
    lastEventId: bigintNumber("last_event_id").notNull(),
  },
  (incidents) => [
    unique("an_incident_has_one_number").on(incidents.number),
    foreignKey({
      name: "incident_status_is_where_the_last_event_led",
      columns: [incidents.id, incidents.stepSeq, incidents.status, incidents.stepSubject, incidents.stepAside],
      foreignColumns: [events.subjectId, events.seq, events.toStatus, events.subjectType, events.aside],
    }),
    check("an_incident_has_a_known_status", inList("status", incidentStatuses)),
    check("an_incident_has_a_known_severity", inList("severity", severities)),
    check("a_root_cause_is_written_once_investigated", sql`status = 'open' or root_cause_text_id is not null`),
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
    id: bigintNumber("id").primaryKey().generatedAlwaysAsIdentity(),
    incidentId: bigintNumber("incident_id")
      .notNull()
      .references(() => incidents.id),
    findingTextId: bigintNumber("finding_text_id")
      .notNull()
      .references(() => texts.id),
    ownerId: bigintNumber("owner_id")
      .notNull()
      .references(() => people.id),
    dueOn: date("due_on").notNull(),
    answeredAt: timestamptz("answered_at"),
    answeredBy: bigintNumber("answered_by").references(() => people.id),
    answerTextId: bigintNumber("answer_text_id").references(() => texts.id),
  },
  (findings) => [
    index("findings_of_an_incident").on(findings.incidentId),
    index("findings_not_answered").on(findings.ownerId).where(sql`answered_at is null`),
    check(
      "a_finding_is_answered_in_words",
      sql`(answered_at is null) = (answer_text_id is null) and (answered_at is null) = (answered_by is null)`,
    ),
  ],
);
