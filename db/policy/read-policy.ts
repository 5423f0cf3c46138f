import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appDb } from "@/db/connection/client";
import { personName } from "@/db/connection/display-name";
import { isoInstant, isoValue } from "@/db/connection/iso-instant";
import { instant, listOf, strictRow } from "@/db/connection/row-schemas";
import { type Database, queryRows, typedSql } from "@/db/connection/typed-sql";

const policyVersion = strictRow({
  version: z.int(),
  since: instant,
  until: instant.nullable(),
  /** Both as days of the site. */
  sinceOn: z.string(),
  untilOn: z.string().nullable(),
  /** Who published it and why; null for the text that ships with the product. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
  /** Its latest review, which is its publication until somebody reviews it again; and the day of it at the site. */
  reviewedAt: instant,
  reviewedOn: z.string(),
});

/** A version of the policy. Instants are ISO in UTC; `until` is null for the one in force. */
export type PolicyVersion = z.infer<typeof policyVersion>;

const policyReview = strictRow({
  at: instant,
  version: z.int(),
  by: z.string(),
  comment: z.string().nullable(),
});

export type PolicyReview = z.infer<typeof policyReview>;

const policy = strictRow({
  now: instant,
  versions: listOf(policyVersion),
  reviews: listOf(policyReview),
  /** Null for the text that ships with the product. */
  text: z.string().nullable(),
  /** The day by which it has to be reviewed again: 12 months after the last review or publication. */
  dueOn: z.string(),
  today: z.string(),
});

/** The policy as its page shows it: versions and reviews, newest first, and the text of the requested version. */
export type Policy = z.infer<typeof policy>;

/** The policy with the text of version `of`, else of the one in force; `text` is null for an unknown version too. */
export async function readPolicy(of?: number): Promise<Policy> {
  const [row] = await queryRows(appDb(), policyQuery(of));
  if (!row) throw new Error("the query returned no policy");
  return row.policy;
}

/** The versions in force between two instants, oldest first, each with its last review before the end. */
export async function readPolicyWithin(
  start: string,
  end: string,
  db: Database = appDb(),
): Promise<readonly PolicyVersion[]> {
  const rows = await queryRows(db, policyWithinQuery(start, end));
  return rows.map(({ version }) => version);
}

const reviewsShown = 50;

// Version 1 also counts for instants before its date.
const versionSpans = sql`spans as (
  select v.version, v.since, lead(v.since) over (order by v.version) as until, v.text_id, v.event_id from policy_versions v)`;

const lastReviewed = (before: SQL) =>
  sql`greatest(v.since, (select max(r.at) from policy_reviews r where r.version = v.version and r.at < ${before}))`;

const versionJson = (
  before: SQL,
) => sql`jsonb_build_object('version', v.version, 'since', ${isoInstant("v.since")}, 'until', ${isoInstant("v.until")},
  'by', (select ${personName("p")} from events e join people p on p.id = e.person_id where e.id = v.event_id),
  'reason', (select t.text from texts t where t.event_id = v.event_id and t.field = 'reason'),
  'sinceOn', policy_day(v.since), 'untilOn', site_day(v.until), 'reviewedAt', ${isoValue(lastReviewed(before))}, 'reviewedOn', policy_day(${lastReviewed(before)}))`;

const policySql = typedSql({ policy });

/** The query of the policy's page. */
export const policyQuery = (of?: number) =>
  policySql`
  with ${versionSpans}
  select jsonb_build_object('now', ${isoInstant("windlass_now()")},
    'versions', (select jsonb_agg(${versionJson(sql`'infinity'::timestamptz`)} order by v.version desc) from spans v),
    'reviews', (select coalesce(jsonb_agg(jsonb_build_object('at', ${isoInstant("r.at")}, 'version', r.version,
        'by', (select ${personName("p")} from people p where p.id = r.person_id),
        'comment', (select t.text from texts t where t.event_id = r.event_id and t.field = 'comment')) order by r.at desc, r.event_id desc), '[]')
      from (select * from policy_reviews order by at desc, event_id desc limit ${reviewsShown}) r),
    'text', (select t.text from policy_versions v join texts t on t.id = v.text_id
      where v.version = ${of === undefined ? sql`policy_in_force(windlass_now())` : sql`${of}`}),
    'dueOn', policy_review_due_on(), 'today', site_day(windlass_now())) as policy`;

const versionSql = typedSql({ version: policyVersion });

/** The query of the versions of a period. */
export const policyWithinQuery = (start: string, end: string) =>
  versionSql`
  with ${versionSpans}
  select ${versionJson(sql`${end}::timestamptz`)} as version from spans v
  where (v.since < ${end}::timestamptz or v.version = 1) and coalesce(v.until > ${start}::timestamptz, true) order by v.version`;
