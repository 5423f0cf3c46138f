import { type SQL, sql } from "drizzle-orm";
import { appDb } from "@/db/connection/client";
import { type Database, rowsOf } from "@/db/connection/rows";

/** A version of the policy. Instants are ISO texts in UTC; `until` is null for the one in force. */
export type PolicyVersion = {
  readonly version: number;
  readonly since: string;
  readonly until: string | null;
  /** The site's days of both. */
  readonly sinceOn: string;
  readonly untilOn: string | null;
  /** Who put it in force and why; null for the text that ships with the product. */
  readonly by: string | null;
  readonly reason: string | null;
  /** Its latest review, which is when it came into force while nobody has reviewed it since; and the site's day of it. */
  readonly reviewedAt: string;
  readonly reviewedOn: string;
};

export type PolicyReview = {
  readonly at: string;
  readonly version: number;
  readonly by: string;
  readonly comment: string | null;
};

/** The policy as its page tells it: its versions and reviews, the newest first, and the text of the one asked for. */
export type Policy = {
  readonly now: string;
  readonly versions: readonly PolicyVersion[];
  readonly reviews: readonly PolicyReview[];
  /** Null for the text that ships with the product. */
  readonly text: string | null;
  /** The last day of the site by which it is reviewed again: 12 months after the last review, or after a new text. */
  readonly dueOn: string;
  readonly today: string;
};

/** The policy, with the text of version `of`, else of the one in force; a version that there is not has no text either. */
export async function readPolicy(of?: number): Promise<Policy> {
  const [row] = await rowsOf<{ policy: Policy }>(appDb(), policyQuery(of));
  if (!row) throw new Error("the policy was not answered");
  return row.policy;
}

/** The versions that were in force between two instants, the oldest first, each with its last review before the second. */
export async function readPolicyWithin(
  start: string,
  end: string,
  db: Database = appDb(),
): Promise<readonly PolicyVersion[]> {
  const rows = await rowsOf<{ version: PolicyVersion }>(db, policyWithinQuery(start, end));
  return rows.map(({ version }) => version);
}

const reviewsShown = 50;

// The first version is the one there was before it began, too.
const spans = sql`spans as (
  select v.version, v.since, lead(v.since) over (order by v.version) as until, v.text_id, v.event_id from policy_versions v)`;

const reviewed = (before: SQL) =>
  sql`greatest(v.since, (select max(r.at) from policy_reviews r where r.version = v.version and r.at < ${before}))`;

const told = (before: SQL) => sql`jsonb_build_object('version', v.version, 'since', utc(v.since), 'until', utc(v.until),
  'by', (select p.called from events e join people p on p.id = e.person_id where e.id = v.event_id),
  'reason', (select t.text from texts t where t.event_id = v.event_id and t.field = 'reason'),
  'sinceOn', policy_day(v.since), 'untilOn', site_day(v.until), 'reviewedAt', utc(${reviewed(before)}), 'reviewedOn', policy_day(${reviewed(before)}))`;

/** The query of the policy's page. */
export const policyQuery = (of?: number): SQL => sql`
  with ${spans}
  select jsonb_build_object('now', utc(windlass_now()),
    'versions', (select jsonb_agg(${told(sql`'infinity'::timestamptz`)} order by v.version desc) from spans v),
    'reviews', (select coalesce(jsonb_agg(jsonb_build_object('at', utc(r.at), 'version', r.version,
        'by', (select p.called from people p where p.id = r.person_id),
        'comment', (select t.text from texts t where t.event_id = r.event_id and t.field = 'comment')) order by r.at desc, r.event_id desc), '[]')
      from (select * from policy_reviews order by at desc, event_id desc limit ${reviewsShown}) r),
    'text', (select t.text from policy_versions v join texts t on t.id = v.text_id
      where v.version = ${of === undefined ? sql`policy_in_force(windlass_now())` : sql`${of}`}),
    'dueOn', policy_due(), 'today', site_day(windlass_now())) as policy`;

/** The query of the versions of a period. */
export const policyWithinQuery = (start: string, end: string): SQL => sql`
  with ${spans}
  select ${told(sql`${end}::timestamptz`)} as version from spans v
  where (v.since < ${end}::timestamptz or v.version = 1) and coalesce(v.until > ${start}::timestamptz, true) order by v.version`;
