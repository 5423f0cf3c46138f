import { eventsOf, type ReplayedTable, recordsOf, textIn } from "./replayed-table";

const last = (step: string, of: string) =>
  `left join lateral (select data, received_at, step from ${eventsOf(`e.subject_type = 'person' and e.step ${step}`)} one where one.subject_id = ${of} order by one.seq desc limit 1)`;

/** People, what they hold, and what opens the product to them. */
export const peopleReplay: readonly ReplayedTable[] = [
  {
    table: "people",
    key: "id",
    coveredColumns: ["issuer", "subject"],
    // Windlass itself is written by the migration that makes it, and signs in nowhere.
    stored: `select id, name, email, timezone, first_seen_at, deactivated_at, encode(sha256(convert_to(issuer || e'\\n' || subject, 'UTF8')), 'hex') as identity
      from people p where (issuer, subject, name, email, timezone, deactivated_at) is distinct from ('windlass', 'system:worker', 'Windlass', null, null, null) or id <> (select min(id) from people)`,
    replayed: `select who.subject_id as id, (select text from texts where event_id = who.id and field = 'personName') as name,
        (select text from texts where event_id = who.id and field = 'personEmail') as email, zone.data ->> 'timezone' as timezone,
        (select min(received_at) from events f where f.subject_type = 'person' and f.subject_id = who.subject_id and f.step = 'identify') as first_seen_at,
        case when gone.step = 'deactivate' then gone.received_at end as deactivated_at, who.data ->> 'identity' as identity
      from (select distinct on (one.subject_id) one.* from ${eventsOf("e.subject_type = 'person' and e.step = 'identify'")} one order by one.subject_id, one.seq desc) who
      ${last("= 'set_timezone'", "who.subject_id")} zone on true ${last("in ('deactivate', 'reactivate')", "who.subject_id")} gone on true`,
  },
  {
    table: "person_roles",
    key: "person_id, role",
    replayed: `select subject_id as person_id, data ->> 'role' as role, received_at as since
      from (select distinct on (one.subject_id, one.data ->> 'role') one.* from ${eventsOf("e.subject_type = 'person' and e.step = 'role_change'")} one
        order by one.subject_id, one.data ->> 'role', one.seq desc) latest where data -> 'held' = 'true'`,
  },
  {
    table: "sessions",
    key: "id",
    stored: `select id, person_id, encode(token_sha256, 'hex') as token_sha256, encode(sha256(convert_to(oidc_sid, 'UTF8')), 'hex') as oidc_sid, created_at, expires_at, revoked_at from sessions`,
    replayed: `select e.session_id as id, e.subject_id as person_id, e.data ->> 'sessionToken' as token_sha256, e.data ->> 'oidcSession' as oidc_sid,
        (e.data ->> 'sessionStart')::timestamptz as created_at, (e.data ->> 'sessionEnd')::timestamptz as expires_at, (out.data ->> 'sessionEnd')::timestamptz as revoked_at
      from ${eventsOf("e.subject_type = 'person' and e.step = 'sign_in'")} e
      left join ${eventsOf("e.subject_type = 'person' and e.step = 'sign_out'")} out on out.session_id = e.session_id`,
  },
  {
    table: "feeds",
    key: "event_id",
    replayed: `select e.subject_id as person_id, e.data ->> 'name' as name, coalesce((e.data ->> 'withoutTitles')::boolean, false) as without_titles,
        decode(e.data ->> 'feedToken', 'hex') as token_sha256, e.id as event_id, e.received_at as created_at,
        (select min(r.received_at) from ${eventsOf("e.subject_type = 'person' and e.step in ('revoke_feed', 'deactivate')")} r
          where r.subject_id = e.subject_id and r.received_at >= e.received_at
            and (r.step = 'deactivate' or (r.data ->> 'feed')::bigint = (select f.id from feeds f where f.event_id = e.id))) as revoked_at
      from ${eventsOf("e.subject_type = 'person' and e.step = 'make_feed'")} e`,
  },
  {
    table: "accounts",
    key: "id",
    replayed: `select e.subject_id as id, last.to_status as status, e.data ->> 'name' as name, ${textIn("e.id", "why")} as purpose_text_id,
        array(select jsonb_array_elements_text(e.data -> 'scopes')) as scopes, ids_in(e.data -> 'clients') as client_ids, ids_in(e.data -> 'systems') as system_ids,
        (select o.person_id from events o where o.subject_type = 'account' and o.subject_id = e.subject_id and o.step in ('propose_account', 'take_over_account')
          order by o.seq desc limit 1) as accountable_id, last.seq as step_seq, last.id as last_event_id from ${recordsOf("account")}`,
  },
  {
    table: "api_tokens",
    key: "id",
    replayed: `select e.id, e.person_id, p.subject_id as account_id, e.data ->> 'name' as name, decode(e.data ->> 'apiToken', 'hex') as token_sha256,
        array(select jsonb_array_elements_text(coalesce(p.data, e.data) -> 'scopes')) as scopes, ids_in(coalesce(p.data, e.data) -> 'clients') as client_ids,
        ids_in(coalesce(p.data, e.data) -> 'systems') as system_ids,
        e.data ->> 'networks' as networks, e.received_at as created_at, (e.data ->> 'expiresAt')::timestamptz as expires_at,
        (select min(r.received_at) from ${eventsOf("e.subject_type in ('person', 'account') and e.step in ('revoke_token', 'end_token', 'deactivate', 'take_over_account', 'end_account')")} r
          where r.received_at >= e.received_at and case r.step when 'deactivate' then r.subject_id = e.person_id
            when 'revoke_token' then (r.data ->> 'token')::bigint = e.id when 'end_token' then (r.data ->> 'token')::bigint = e.id
            else r.subject_id = p.subject_id end) as revoked_at
      from ${eventsOf("e.subject_type in ('person', 'account') and e.step = 'make_token'")} e
        left join ${eventsOf("e.subject_type = 'account' and e.step = 'propose_account'")} p on e.subject_type = 'account' and p.subject_id = e.subject_id`,
  },
  {
    table: "watches",
    key: "person_id, target",
    replayed: `select w.subject_id as person_id, w.data ->> 'watched' as target, w.id as event_id
      from (select distinct on (e.subject_id, e.data ->> 'watched') e.* from ${eventsOf("e.subject_type = 'person' and e.step in ('watch', 'unwatch')")} e
        order by e.subject_id, e.data ->> 'watched', e.seq desc) w where w.step = 'watch'`,
  },
  {
    table: "mentions",
    key: "event_id, person_id",
    replayed: `select e.id as event_id, (named #>> '{}')::bigint as person_id, e.subject_id as change_id, e.received_at as at
      from ${eventsOf("e.subject_type = 'change' and e.step = 'note'")} e, jsonb_array_elements(e.data -> 'mentions') named
      where (named #>> '{}')::bigint <> e.person_id`,
  },
  {
    // A kind that came later was never chosen and never refused: so only what is refused is held to the choice.
    table: "email_opt_outs",
    key: "person_id, kind",
    replayed: `select u.* from email_opt_outs u cross join lateral (select one.data from ${eventsOf("e.subject_type = 'person' and e.step = 'choose_emails'")} one
        where one.subject_id = u.person_id order by one.seq desc limit 1) chosen
      where not coalesce(chosen.data -> 'emails' ? u.kind, false) and exists (select from notice_rules r where r.kind = u.kind and not r.mandatory)`,
  },
  {
    table: "refusals",
    key: "person_id, minute, step, subject_type, subject_id, sentence",
    stored:
      "select person_id, step, subject_type, subject_id, btrim(sentence) as sentence, btrim(clause) as clause, minute from refusals",
    replayed: `select e.subject_id as person_id, e.data ->> 'refusedStep' as step, e.data ->> 'subjectType' as subject_type, coalesce((e.data ->> 'subjectId')::bigint, 0) as subject_id,
        e.data ->> 'sentence' as sentence, coalesce(e.data ->> 'clauseCited', '') as clause,
        coalesce((select max(r.minute) from refusals r where r.person_id = e.subject_id and btrim(r.sentence) = e.data ->> 'sentence'
          and r.minute in (date_trunc('minute', e.received_at), date_trunc('minute', e.received_at) - interval '1 minute')), date_trunc('minute', e.received_at)) as minute
      from ${eventsOf("e.subject_type = 'person' and e.step = 'refused'")} e`,
  },
];
