import { type SQL, sql } from "drizzle-orm";
import { followUpsOf, type LinkedChange } from "@/db/changes/linked-changes";
import { redactionOf, redactionsOf, shownTitle } from "@/db/changes/shown-title";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import { alertOf, channelNow } from "@/db/notices/alert-columns";
import type { Redaction } from "@/lib/changes/redaction";
import type { Alert } from "@/lib/notices/alert";
import type { ChannelNow } from "@/lib/notices/channel-words";
import type { ChangeStatus, ChangeType, IncidentStatus, Named, Severity } from "@/lib/rules/record";
import type { Act } from "@/lib/rules/rules";

/** An incident as its page and the judge need it. Instants are ISO texts in UTC. */
export type IncidentRecord = {
  readonly id: number;
  readonly number: string;
  readonly status: IncidentStatus;
  readonly severity: Severity;
  readonly stepSeq: number;
  readonly owner: Named | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly now: string;
  readonly rootCause: string | null;
  /** Those of its root cause and its change's rollback plan that were redacted. */
  readonly redacted: Readonly<Partial<Record<string, Redaction>>>;
  readonly findings: readonly {
    readonly id: number;
    readonly finding: string | null;
    readonly redacted: Redaction | null;
    readonly owner: Named;
    /** `YYYY-MM-DD`, by which it is to be answered. */
    readonly due: string;
    readonly answer: {
      readonly text: string | null;
      readonly redacted: Redaction | null;
      readonly by: string;
      readonly at: string;
    } | null;
  }[];
  readonly change: {
    readonly number: string;
    readonly type: ChangeType;
    readonly status: ChangeStatus;
    readonly title: string;
    readonly rollbackPlan: string | null;
  };
  /** The changes that follow its change. */
  readonly followUps: readonly LinkedChange[];
  /** How far the Slack alert of its failure got. */
  readonly alert: Alert | null;
  /** What the workers said of Slack. */
  readonly slack: ChannelNow;
  readonly acts: Readonly<Partial<Record<Act, readonly number[]>>>;
};

/** The incident of that number (1001 for INC-1001), or null. */
export async function readIncident(id: number): Promise<IncidentRecord | null> {
  const [row] = await rowsOf<{ incident: IncidentRecord }>(appDb(), incidentQuery(id));
  return row?.incident ?? null;
}

/** The query of one incident's page. */
export const incidentQuery = (id: number): SQL => sql`select jsonb_build_object(
      'id', i.id, 'number', i.number, 'status', i.status, 'severity', i.severity, 'stepSeq', i.step_seq,
      'owner', (select jsonb_build_object('id', p.id, 'name', p.called) from people p where p.id = i.owner_id),
      'openedAt', utc(i.opened_at), 'closedAt', utc(i.closed_at), 'now', utc(windlass_now()), 'rootCause', text_of(i.root_cause_text),
      'redacted', ${redactionsOf(sql`array[i.root_cause_text, c.rollback_plan_text]`)},
      'findings', (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'finding', text_of(f.finding_text), 'redacted', ${redactionOf(sql`f.finding_text`)}, 'due', f.due_on,
          'answer', (select jsonb_build_object('text', text_of(f.answer_text), 'redacted', ${redactionOf(sql`f.answer_text`)}, 'by', a.called, 'at', utc(f.answered_at))
            from people a where a.id = f.answered_by),
          'owner', jsonb_build_object('id', p.id, 'name', p.called)) order by f.id), '[]')
        from findings f join people p on p.id = f.owner_id where f.incident_id = i.id),
      'change', jsonb_build_object('number', c.number, 'type', c.type, 'status', c.status, 'title', ${shownTitle}, 'rollbackPlan', text_of(c.rollback_plan_text)),
      'followUps', ${followUpsOf("c.id")},
      'alert', ${alertOf(sql`i.id`)}, 'slack', ${channelNow("slack")},
      'acts', incident_acts(i.id)) as incident
    from incidents i join changes c on c.id = i.change_id where i.id = ${id}`;
