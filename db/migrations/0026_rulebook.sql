-- What decides, as it was recorded last: one row, by which each step names the rulebook it was judged by.
create table rulebook (
  id integer primary key default 1,
  occasion text not null,
  parts jsonb not null,
  fingerprint text not null,
  recorded_at timestamptz not null,
  constraint there_is_one_rulebook check (id = 1),
  constraint a_rulebook_is_recorded_on_an_occasion check (occasion in ('start', 'change', 'verification'))
);
