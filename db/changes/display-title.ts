import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { personName } from "@/db/connection/display-name";
import { isoInstant } from "@/db/connection/iso-instant";
import { instant, strictRow } from "@/db/connection/row-schemas";
import { textBodyOr } from "@/db/connection/text-body";
import { constantSql } from "@/db/connection/typed-sql";
import { redactedTitle } from "@/lib/changes/redaction";

/** The title of a change in lists: its own, else the first line of *what*; a placeholder where that was redacted. */
export const displayTitleOf = (change: string): SQL =>
  sql`coalesce(${textBodyOr(`${change}.title_text_id`, redactedTitle)}, split_part(${textBodyOr(`${change}.what_text_id`, redactedTitle)}, chr(10), 1), '')`;

/** The same of a change `c`. */
export const displayTitle: SQL = constantSql(displayTitleOf("c"));

/** Who redacted a text, when, and, where the query reads it, why. */
export const redaction = strictRow({ by: z.string(), at: instant, why: z.string().nullable().optional() });

/** The redaction of that text; null where it was not redacted. */
export const redactionOf = (
  text: SQL,
): SQL => sql`(select jsonb_build_object('by', ${personName("p")}, 'at', ${isoInstant("e.received_at")},
    'why', (select w.text from texts w where w.event_id = e.id and w.field = 'reason'))
  from texts t join events e on e.id = t.redaction_event_id join people p on p.id = e.person_id where t.id = ${text})`;

/** The redactions of these texts, by field. */
export const redactionsOf = (
  texts: SQL,
): SQL => sql`(select coalesce(jsonb_object_agg(t.field, jsonb_build_object('by', ${personName("p")}, 'at', ${isoInstant("e.received_at")})), '{}')
  from texts t join events e on e.id = t.redaction_event_id join people p on p.id = e.person_id where t.id = any (${texts}))`;
