import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { rowsOf } from "@/db/connection/rows";
import { alertOf, channelNow } from "@/db/notices/alert-columns";
import type { ChangeFacts } from "@/lib/changes/change-fields";
import type { Neighbour } from "@/lib/changes/neighbour-words";
import type { Redaction } from "@/lib/changes/redaction";
import type { Alert } from "@/lib/notices/alert";
import type { ChannelNow } from "@/lib/notices/channel-words";
import type { Rostered } from "@/lib/on-call/on-call";
import type { Fact } from "@/lib/rules/judge";
import {
  type Category,
  type ChangeStatus,
  type ChangeType,
  holdingStatuses,
  type IncidentStatus,
  type Named,
} from "@/lib/rules/record";
import { type Act, type Need, needs } from "@/lib/rules/rules";
import { textColumns, valueColumns } from "./change-columns";
import { followedBy, followUpsOf, type LinkedChange } from "./linked-changes";
import { neighbours } from "./neighbours";
import { redactionsOf } from "./shown-title";

/** A change as its page and the judge need it. Instants are ISO texts in UTC. */
export type ChangeRecord = Omit<ChangeFacts, "category" | "systems"> & {
  readonly id: number;
  readonly number: string;
  readonly type: ChangeType;
  readonly status: ChangeStatus;
  readonly revision: number;
  readonly stepSeq: number;
  /** Those of its texts that were redacted, by field: they are null in the record. */
  readonly redacted: Readonly<Partial<Record<string, Redaction>>>;
  readonly category: Category | null;
  readonly entryId: number | null;
  readonly entryTitle: string | null;
  readonly entryVersion: number | null;
  /** A newer version of its entry that is approved. */
  readonly newerEntry: number | null;
  readonly trigger: string | null;
  readonly author: Named;
  readonly who: Named | null;
  readonly implementer: Named | null;
  /** What else the implementer is to carry out while its window lasts. */
  readonly implementerAlso: readonly {
    readonly number: string;
    readonly windowStart: string;
    readonly windowEnd: string;
  }[];
  readonly windowStart: string | null;
  readonly windowEnd: string | null;
  readonly windowTimezone: string | null;
  readonly windowWaived: boolean;
  readonly approvedAt: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly failedAt: string | null;
  readonly rolledBackAt: string | null;
  readonly createdAt: string;
  /** The version of the policy under which it was opened. */
  readonly policyVersion: number;
  readonly factsCompleteAt: string | null;
  readonly now: string;
  readonly systems: readonly (Named & { readonly client: string })[];
  readonly incidents: readonly {
    readonly number: string;
    readonly status: IncidentStatus;
    /** How far the Slack alert of its failure got. */
    readonly alert: Alert | null;
  }[];
  /** The change whose failure or review asked for this one. */
  readonly follows: LinkedChange | null;
  readonly followUps: readonly LinkedChange[];
  readonly neighbours: readonly Neighbour[];
  /** What the workers said of Slack. */
  readonly slack: ChannelNow;
  /** Who was on call when the emergency began, as its declaration recorded it; null where nothing was recorded. */
  readonly roster: { readonly onRoster: boolean | null; readonly rostered: readonly Rostered[] } | null;
  readonly facts: Readonly<Partial<Record<Need, Fact>>>;
  readonly acts: Readonly<Partial<Record<Act, readonly number[]>>>;
};

const named = (id: string) =>
  sql.raw(`(select jsonb_build_object('id', p.id, 'name', p.called) from people p where p.id = ${id})`);

/** The change of that number (1001 for CHG-1001), with the facts and acts by which its next steps are judged; or null. */
export async function readChange(id: number): Promise<ChangeRecord | null> {
  const [row] = await rowsOf<{ change: ChangeRecord }>(appDb(), changeQuery(id));
  return row?.change ?? null;
}

const wanted = sql.raw(`array[${needs.map((need) => `'${need}'`).join(",")}]`);

// A window lasts at most 24 hours, extended or not: what overlaps this one starts at most so long before it.
const held = sql.raw(`array[${holdingStatuses.map((status) => `'${status}'`).join(",")}]`);
const implementerAlso = sql`(select coalesce(jsonb_agg(jsonb_build_object('number', o.number, 'windowStart', utc(o.window_start), 'windowEnd', utc(o.window_end))
        order by o.window_start, o.id), '[]') from changes o
      where c.status = any (${held}) and o.status = any (${held}) and o.id <> c.id and o.implementer_id = c.implementer_id
        and o.window_start >= c.window_start - interval '24 hours' and o.window_start < c.window_end and o.window_end > c.window_start)`;

const roster = sql`(select jsonb_build_object('onRoster', r.on_roster, 'rostered', (
        select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.called, 'tier', o.one ->> 1) order by o.place), '[]')
        from jsonb_array_elements(r.rostered) with ordinality o (one, place) join people p on p.id = (o.one ->> 0)::bigint))
      from rostered_at r where r.change_id = c.id)`;

const texts = sql.raw(`array[${[...textColumns.values()].map((column) => `c.${column}`).join(", ")}]`);

/** What a change `c` says, by field. */
const facts = sql.raw(
  [
    ...[...textColumns].map(([field, column]) => `'${field}', text_of(c.${column})`),
    ...[...valueColumns].map(([field, column]) => `'${field}', c.${column}`),
  ].join(", "),
);

/** The query of one change's page. */
export const changeQuery = (id: number): SQL => sql`select jsonb_build_object(${facts}) || jsonb_build_object(
      'id', c.id, 'number', c.number, 'type', c.type, 'status', c.status, 'revision', c.revision, 'stepSeq', c.step_seq,
      'redacted', ${redactionsOf(texts)}, 'entryId', c.entry_id,
      'entryTitle', (select text_of(e.title_text) from entries e where e.id = c.entry_id), 'entryVersion', (select e.version from entries e where e.id = c.entry_id),
      'newerEntry', (select max(n.id) from entries e join entries n on n.root_id = coalesce(e.root_id, e.id) and n.version > e.version and n.status = 'approved' where e.id = c.entry_id), 'trigger', c.trigger,
      'author', ${named("c.author_id")}, 'who', ${named("c.who_id")}, 'implementer', ${named("c.implementer_id")}) || jsonb_build_object(
      'windowStart', utc(c.window_start), 'windowEnd', utc(c.window_end), 'windowTimezone', c.window_timezone, 'windowWaived', c.window_waived,
      'approvedAt', utc(c.approved_at), 'startedAt', utc(c.started_at), 'endedAt', utc(c.ended_at), 'failedAt', utc(c.failed_at),
      'rolledBackAt', utc(c.rolled_back_at), 'createdAt', utc(c.created_at), 'policyVersion', c.policy_version, 'factsCompleteAt', utc(c.facts_complete_at), 'now', utc(clock.now),
      'systems', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'client', k.name) order by k.name, s.name), '[]')
        from change_systems t join systems s on s.id = t.system_id join clients k on k.id = s.client_id where t.change_id = c.id),
      'incidents', (select coalesce(jsonb_agg(jsonb_build_object('number', i.number, 'status', i.status, 'alert', ${alertOf(sql`i.id`)}) order by i.id), '[]')
        from incidents i where i.change_id = c.id),
      'slack', ${channelNow("slack")},
      'implementerAlso', ${implementerAlso}, 'follows', ${followedBy("c.id")}, 'followUps', ${followUpsOf("c.id")}, 'neighbours', ${neighbours},
      'roster', ${roster},
      'facts', change_facts(c, ${wanted}, null, clock.now), 'acts', change_acts(c.id, c.revision)) as change
    from changes c, (select windlass_now() as now) clock where c.id = ${id}`;
