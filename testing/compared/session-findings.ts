import type { Reader } from "@/db/replay/canonical-events";

/** What the database writes of itself: nobody is signed in for it, and it decides nothing. */
const stepsWithoutSession =
  "('delivery deliver', 'delivery give_up', 'delivery drop', 'webhook stop_webhook', 'installation record_rulebook', 'person refused', 'person identify')";

/** Steps that are of no session, of another person's, or of one that had ended; and past ones that no demonstration loaded. */
export async function sessionFindings(reader: Reader): Promise<string[]> {
  const rows = await reader.unsafe<{ name: string; why: string }[]>(`
    select concat_ws(' ', e.subject_type, e.subject_id, 'event', e.seq) as name, why from events e left join sessions s on s.id = e.session_id left join api_tokens t on t.id = e.token_id,
      (select kind from installation) i, lateral (select case
        when e.loaded then case when i.kind <> 'demo' then 'says that a demonstration loaded it' end
        when e.subject_type || ' ' || e.step in ${stepsWithoutSession} then null
        when t.id is not null then case
          when t.person_id <> e.person_id then 'is of the token of another person'
          when e.received_at >= t.expires_at or e.received_at > t.revoked_at + interval '1 minute' then 'is of a token that had ended' end
        when e.token_id is not null then 'is of a token that is not there'
        when e.session_id is null then 'is of no session'
        when s.id is null then 'is of a session that is not there'
        when s.person_id <> case when e.subject_type = 'person' and e.step = 'sign_out' then e.subject_id else e.person_id end then 'is of the session of another person'
        when i.kind = 'demo' or e.subject_type = 'person' and e.step = 'sign_out' then null
        when e.received_at < s.created_at - interval '1 minute' then 'is of a session that began later'
        when e.received_at > least(s.expires_at, s.revoked_at) + interval '1 minute' then 'is of a session that had ended' end as why) found
    where why is not null order by e.id limit 1000`);
  const silent = await reader<{ name: string }[]>`
    select relname || '.' || tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not t.tgisinternal and t.tgenabled <> 'A' order by 1`;
  return [
    ...rows.map(({ name, why }) => `${name} ${why}`),
    ...silent.map(({ name }) => `the trigger ${name} does not fire always`),
  ];
}
