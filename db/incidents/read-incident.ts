import { sql } from "drizzle-orm";
import { z } from "zod";
import { displayTitle, redaction, redactionOf, redactionsOf } from "@/db/changes/display-title";
import { followUpsOf, linkedChange } from "@/db/changes/linked-changes";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, listOf, named, pastActionsSchema, strictRow } from "@/db/connection/row-schemas";
import { textBody } from "@/db/connection/text-body";
import { queryRows, typedSql } from "@/db/connection/typed-sql";
import { alertOf, channelHealth, channelHealthOf, deliveryState } from "@/db/notices/delivery-columns";
import { changeStatuses, changeTypes, incidentStatuses, severities } from "@/lib/rules/record";

const incidentRecord = strictRow({
  id: z.int(),
  number: z.string(),
  status: z.enum(incidentStatuses),
  severity: z.enum(severities),
  stepSeq: z.int(),
  owner: named.nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  now: instant,
  rootCause: z.string().nullable(),
  /** The redactions of its root cause and of its change's rollback plan. */
  redacted: z.partialRecord(z.string(), redaction).readonly(),
  findings: listOf(
    strictRow({
      id: z.int(),
      finding: z.string().nullable(),
      redacted: redaction.nullable(),
      owner: named,
      /** `YYYY-MM-DD`, by which it is to be answered. */
      due: z.string(),
      answer: strictRow({
        text: z.string().nullable(),
        redacted: redaction.nullable(),
        by: z.string(),
        at: instant,
      }).nullable(),
    }),
  ),
  change: strictRow({
    number: z.string(),
    type: z.enum(changeTypes),
    status: z.enum(changeStatuses),
    title: z.string(),
    rollbackPlan: z.string().nullable(),
  }),
  /** The follow-ups of its change. */
  followUps: listOf(linkedChange),
  /** The Slack alert of the failure. */
  alert: deliveryState.nullable(),
  /** The state of the Slack channel. */
  slack: channelHealth,
  acts: pastActionsSchema,
});

/** An incident as its page and the judge need it. Instants are ISO texts in UTC. */
export type IncidentRecord = z.infer<typeof incidentRecord>;

/** The incident of that number (1001 for INC-1001), or null. */
export async function readIncident(id: number): Promise<IncidentRecord | null> {
  const [row] = await queryRows(appDb(), incidentQuery(id));
  return row?.incident ?? null;
}

const incidentSql = typedSql({ incident: incidentRecord });

/** The query of one incident's page. */
export const incidentQuery = (id: number) =>
  incidentSql`select jsonb_build_object(
      'id', i.id, 'number', i.number, 'status', i.status, 'severity', i.severity, 'stepSeq', i.step_seq,
      'owner', (select jsonb_build_object('id', p.id, 'name', ${personName("p")}) from people p where p.id = i.owner_id),
      'openedAt', ${isoInstant("i.opened_at")}, 'closedAt', ${isoInstant("i.closed_at")}, 'now', ${isoInstant("windlass_now()")}, 'rootCause', ${textBody("i.root_cause_text_id")},
      'redacted', ${redactionsOf(sql`array[i.root_cause_text_id, c.rollback_plan_text_id]`)},
      'findings', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'finding', ${textBody("f.finding_text_id")}, 'redacted', ${redactionOf(sql`f.finding_text_id`)}, 'due', f.due_on,
          'answer', (select jsonb_build_object('text', ${textBody("f.answer_text_id")}, 'redacted', ${redactionOf(sql`f.answer_text_id`)}, 'by', ${personName("a")}, 'at', ${isoInstant("f.answered_at")})
            from people a where a.id = f.answered_by),
          'owner', jsonb_build_object('id', p.id, 'name', ${personName("p")})) order by f.id), '[]')
        from findings f join people p on p.id = f.owner_id where f.incident_id = i.id),
      'change', jsonb_build_object('number', c.number, 'type', c.type, 'status', c.status, 'title', ${displayTitle}, 'rollbackPlan', ${textBody("c.rollback_plan_text_id")}),
      'followUps', ${followUpsOf("c.id")},
      'alert', ${alertOf(sql`i.id`)}, 'slack', ${channelHealthOf("slack")},
      'acts', incident_past_actions(i.id)) as incident
    from incidents i join changes c on c.id = i.change_id where i.id = ${id}`;
