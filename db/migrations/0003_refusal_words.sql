-- The words of needs become words of refusals like any other: why it is one, and the field that it is about, stand with them.
do $$
begin
  if to_regclass('need_words') is not null then
    alter table need_words rename to refusal_words;
    alter table refusal_words rename column need to code;
    alter table refusal_words rename constraint need_words_need_place_pk to refusal_words_code_place_pk;
    alter table refusal_words add column because text not null default 'need', add column field text;
    alter table refusal_words alter column because drop default;
  end if;
end
$$;
