-- An expired session may still save a draft for its person, a revoked one may not. At most 20 drafts and 2 MB a person: whoever
-- tries to fill the disk with drafts deletes their own.
create or replace function store_form_draft(token_sha256 bytea, path text, encrypted_form bytea) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
  person bigint;
  draft_id uuid;
begin
  select s.person_id into person from sessions s join people p on p.id = s.person_id
    where s.token_sha256 = $1 and s.revoked_at is null and p.deactivated_at is null and s.created_at > clock_timestamp() - interval '2 days';
  if person is null or octet_length($3) > 2097152 or length($2) > 300 then return null; end if;
  -- Two forms of one person are stored one after the other, so that each counts the other.
  perform from people where id = person for no key update;
  delete from form_drafts where at < clock_timestamp() - interval '1 day';
  insert into form_drafts (person_id, path, encrypted_form, at) values (person, $2, $3, clock_timestamp()) returning id into draft_id;
  delete from form_drafts where id in (select k.id from (
    select id, row_number() over newest as place, sum(octet_length(encrypted_form)) over newest as so_far from form_drafts where person_id = person
    window newest as (order by at desc, id)) k where k.place > 20 or k.so_far > 2097152);
  return draft_id;
end
$$;

create or replace function read_form_draft(token_sha256 bytea, form uuid) returns table (path text, encrypted_form bytea)
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  select k.path, k.encrypted_form from form_drafts k join live_session($1) s on s.person_id = k.person_id
  where k.id = $2 and k.at > clock_timestamp() - interval '1 day'
$$;

-- Deletes the draft while reading it: for one-time secrets.
create or replace function consume_form_draft(token_sha256 bytea, form uuid) returns table (path text, encrypted_form bytea)
language sql volatile security definer
set search_path = pg_catalog, public, pg_temp as $$
  delete from form_drafts k using live_session($1) s
  where k.id = $2 and k.person_id = s.person_id and k.at > clock_timestamp() - interval '1 day' returning k.path, k.encrypted_form
$$;

grant execute on function store_form_draft(bytea, text, bytea), read_form_draft(bytea, uuid), consume_form_draft(bytea, uuid) to windlass_app;
