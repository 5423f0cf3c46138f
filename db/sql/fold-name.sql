-- Folds a name for comparison, so that spellings which a reader cannot tell apart count as one: compatibility forms, letter
-- case, kinds of space, invisible characters (default-ignorable and control) and look-alikes of Latin letters in other
-- scripts. Case follows ICU's root collation, whatever the database's own collation is.
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

grant execute on function fold_name(text) to windlass_app;
