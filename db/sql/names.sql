-- A name as names are compared: two spellings that a reader takes for one name fold to the same. Compatibility forms, letter
-- case, blanks of every kind, what nobody sees (default-ignorable and control characters), and letters and marks of other
-- scripts that look like Latin ones. ICU's root collation decides case, whatever the database's own is.
create or replace function fold_name(name text) returns text language plpgsql immutable strict parallel safe cost 10000
set search_path = pg_catalog, public, pg_temp as $$
declare
  seen text;
begin
  -- Most names: what follows would only write them small.
  if name ~ '^[!-~]+( [!-~]+)*$' then return lower(name collate "C"); end if;
  seen := regexp_replace(normalize(name, NFKD),
    '[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+', '', 'g');
  -- Upper and then lower: so "ß" is "ss", and both forms of the small sigma are one.
  seen := translate(lower(upper(seen collate "und-x-icu")),
    'авсԁеһніӏјкмоԛрѕтуѵԝх' || 'αβεζηικμνορτυχϳ' || 'օոսհ' || 'ɑɡɩ' || 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ' || '‐‒–—―−⁃' || '‘’‛ʼ′' || '“”„‟' || '⁄∕∶',
    'abcdehhiljkmoqpstyvwx' || 'abezhikmnoptyxj' || 'onuh' || 'agi' || 'abcdefghijklmnoprstuvwyz' || '-------' || '''''''''''' || '""""' || '//:');
  return btrim(regexp_replace(normalize(seen, NFKC), '[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000]+', ' ', 'g'));
end
$$;

-- Twins of an earlier time are not merged here: whoever migrates is told which they are.
do $$
declare
  twins text := (select string_agg(spellings, '; ') from (
    select string_agg(format('“%s”', name), ' and ') as spellings from clients group by fold_name(name) having count(*) > 1
    union all select string_agg(format('“%s”', s.name), ' and ') || ' of ' || min(k.name) from systems s join clients k on k.id = s.client_id
      group by s.client_id, fold_name(s.name) having count(*) > 1) t);
begin
  if twins is not null then
    raise exception 'These are one name to a reader, in several spellings: %. Rename all but one of each with the version that ran before, then migrate again.', twins;
  end if;
end
$$;

create unique index if not exists a_client_is_there_once_however_it_is_spelled on clients (fold_name(name));
create unique index if not exists a_client_has_one_system_of_a_name_however_it_is_spelled on systems (client_id, fold_name(name));
-- By which the gate finds what stands in the way of an application.
create index if not exists halts_that_stand_by_name on halts (coalesce(client_id, 0), fold_name(coalesce(application, ''))) where lifted_at is null;
-- By which an account that resembles another is found.
create index if not exists people_by_address on people (issuer, fold_name(email)) where email is not null;
-- By which the namesakes of somebody, or of a system, are found.
create index if not exists people_by_folded_name on people (fold_name(name));
create index if not exists systems_by_folded_name on systems (fold_name(name));

-- How a person is called where names are read: by name, and where another has the same, with their address or their number
-- beside it. Who somebody is is never decided by it.
create or replace function called(one people) returns text language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  folded constant text := fold_name(one.name);
begin
  if not exists (select from people o where fold_name(o.name) = folded and o.id <> one.id) then return one.name; end if;
  if says_something(one.email) and not exists (select from people o
    where fold_name(o.name) = folded and o.id <> one.id and fold_name(o.email) = fold_name(one.email)) then
    return format('%s (%s)', one.name, one.email);
  end if;
  return format('%s (account %s)', one.name, one.id);
end
$$;

-- How a system is called where names are read: with its client beside it where another client's has the same name.
create or replace function called(one systems) returns text language plpgsql stable
set search_path = pg_catalog, public, pg_temp as $$
declare
  folded constant text := fold_name(one.name);
begin
  if one.id is null or not exists (select from systems o where fold_name(o.name) = folded and o.id <> one.id) then return one.name; end if;
  return format('%s (%s)', one.name, (select k.name from clients k where k.id = one.client_id));
end
$$;
