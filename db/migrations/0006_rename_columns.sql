-- Columns are called what they hold: the id of a text ends in _text_id, an instant in _at, a position says what it counts.
ALTER TABLE "changes" RENAME COLUMN "title_text" TO "title_text_id";--> statement-breakpoint
ALTER TABLE "changes" RENAME COLUMN "what_text" TO "what_text_id";--> statement-breakpoint
ALTER TABLE "changes" RENAME COLUMN "why_text" TO "why_text_id";--> statement-breakpoint
ALTER TABLE "changes" RENAME COLUMN "rollback_plan_text" TO "rollback_plan_text_id";--> statement-breakpoint
ALTER TABLE "changes" RENAME COLUMN "verification_text" TO "verification_text_id";--> statement-breakpoint
ALTER TABLE "changes" RENAME COLUMN "impact_text" TO "impact_text_id";--> statement-breakpoint
ALTER TABLE "changes" RENAME COLUMN "links_text" TO "links_text_id";--> statement-breakpoint
ALTER TABLE "changes" RENAME COLUMN "system_in_words_text" TO "system_in_words_text_id";--> statement-breakpoint
ALTER TABLE "entries" RENAME COLUMN "title_text" TO "title_text_id";--> statement-breakpoint
ALTER TABLE "entries" RENAME COLUMN "what_text" TO "what_text_id";--> statement-breakpoint
ALTER TABLE "entries" RENAME COLUMN "rollback_plan_text" TO "rollback_plan_text_id";--> statement-breakpoint
ALTER TABLE "entries" RENAME COLUMN "verification_text" TO "verification_text_id";--> statement-breakpoint
ALTER TABLE "entries" RENAME COLUMN "blanks" TO "template_fields";--> statement-breakpoint
ALTER TABLE "freezes" RENAME COLUMN "reason_text" TO "reason_text_id";--> statement-breakpoint
ALTER TABLE "halts" RENAME COLUMN "reason_text" TO "reason_text_id";--> statement-breakpoint
ALTER TABLE "delegations" RENAME COLUMN "reason_text" TO "reason_text_id";--> statement-breakpoint
ALTER TABLE "incidents" RENAME COLUMN "root_cause_text" TO "root_cause_text_id";--> statement-breakpoint
ALTER TABLE "findings" RENAME COLUMN "finding_text" TO "finding_text_id";--> statement-breakpoint
ALTER TABLE "findings" RENAME COLUMN "answer_text" TO "answer_text_id";--> statement-breakpoint
ALTER TABLE "texts" RENAME COLUMN "place" TO "position";--> statement-breakpoint
ALTER TABLE "texts" RENAME COLUMN "redacted_by" TO "redaction_event_id";--> statement-breakpoint
ALTER TABLE "posts" RENAME COLUMN "hash" TO "request_hash";--> statement-breakpoint
ALTER TABLE "posts" RENAME COLUMN "answer" TO "response";--> statement-breakpoint
ALTER TABLE "kept_forms" RENAME COLUMN "sealed" TO "encrypted_form";--> statement-breakpoint
ALTER TABLE "log_entries" RENAME COLUMN "place" TO "log_index";--> statement-breakpoint
ALTER TABLE "log_state" RENAME COLUMN "looked_at" TO "last_pass_at";--> statement-breakpoint
ALTER TABLE "log_state" RENAME COLUMN "in_the_way" TO "blocking_sessions";--> statement-breakpoint
ALTER TABLE "exports" RENAME COLUMN "exported" TO "file_name";--> statement-breakpoint
ALTER TABLE "exports" RENAME COLUMN "from_at" TO "period_start";--> statement-breakpoint
ALTER TABLE "exports" RENAME COLUMN "to_at" TO "period_end";--> statement-breakpoint
ALTER TABLE "channel_states" RENAME COLUMN "leads_to" TO "destination";--> statement-breakpoint
ALTER TABLE "channel_states" RENAME COLUMN "said_at" TO "reported_at";--> statement-breakpoint
ALTER TABLE "deliveries" RENAME COLUMN "tried_since" TO "retrying_since";--> statement-breakpoint
ALTER TABLE "deliveries" RENAME COLUMN "useful_until" TO "obsolete_after";--> statement-breakpoint
ALTER TABLE "deliveries" RENAME COLUMN "attested_by" TO "attestation_event_id";--> statement-breakpoint
ALTER TABLE "delivery_attempts" RENAME COLUMN "again_at" TO "retry_at";--> statement-breakpoint
ALTER TABLE "rules" RENAME COLUMN "ways" TO "allowed_actors";--> statement-breakpoint
ALTER TABLE "rules" RENAME COLUMN "needs" TO "preconditions";--> statement-breakpoint
ALTER TABLE "rules" RENAME COLUMN "asks" TO "inputs";--> statement-breakpoint
ALTER TABLE "rules" RENAME COLUMN "who" TO "refusal_message";--> statement-breakpoint
ALTER TABLE "rules" RENAME COLUMN "caused" TO "derived";--> statement-breakpoint
ALTER TABLE "rules" RENAME COLUMN "aside" TO "annotation";--> statement-breakpoint
ALTER TABLE "rules" RENAME COLUMN "does" TO "effects";--> statement-breakpoint
ALTER TABLE "refusal_words" RENAME COLUMN "place" TO "sort_order";--> statement-breakpoint
ALTER TABLE "refusal_words" RENAME COLUMN "words" TO "message";--> statement-breakpoint
ALTER TABLE "refusal_words" RENAME COLUMN "because" TO "kind";--> statement-breakpoint
ALTER TABLE "notice_rules" RENAME COLUMN "place" TO "priority";--> statement-breakpoint
ALTER TABLE "notice_rules" RENAME COLUMN "useful" TO "useful_for";--> statement-breakpoint
ALTER TABLE "freezes" RENAME CONSTRAINT "freezes_reason_text_texts_id_fk" TO "freezes_reason_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "entries" RENAME CONSTRAINT "entries_title_text_texts_id_fk" TO "entries_title_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "entries" RENAME CONSTRAINT "entries_what_text_texts_id_fk" TO "entries_what_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "entries" RENAME CONSTRAINT "entries_rollback_plan_text_texts_id_fk" TO "entries_rollback_plan_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "entries" RENAME CONSTRAINT "entries_verification_text_texts_id_fk" TO "entries_verification_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "changes" RENAME CONSTRAINT "changes_title_text_texts_id_fk" TO "changes_title_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "changes" RENAME CONSTRAINT "changes_what_text_texts_id_fk" TO "changes_what_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "changes" RENAME CONSTRAINT "changes_why_text_texts_id_fk" TO "changes_why_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "changes" RENAME CONSTRAINT "changes_rollback_plan_text_texts_id_fk" TO "changes_rollback_plan_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "changes" RENAME CONSTRAINT "changes_verification_text_texts_id_fk" TO "changes_verification_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "changes" RENAME CONSTRAINT "changes_impact_text_texts_id_fk" TO "changes_impact_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "changes" RENAME CONSTRAINT "changes_links_text_texts_id_fk" TO "changes_links_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "changes" RENAME CONSTRAINT "changes_system_in_words_text_texts_id_fk" TO "changes_system_in_words_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "delegations" RENAME CONSTRAINT "delegations_reason_text_texts_id_fk" TO "delegations_reason_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "posts" RENAME CONSTRAINT "posts_person_id_key_hash_pk" TO "posts_person_id_key_request_hash_pk";--> statement-breakpoint
ALTER TABLE "halts" RENAME CONSTRAINT "halts_reason_text_texts_id_fk" TO "halts_reason_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "findings" RENAME CONSTRAINT "findings_finding_text_texts_id_fk" TO "findings_finding_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "findings" RENAME CONSTRAINT "findings_answer_text_texts_id_fk" TO "findings_answer_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "incidents" RENAME CONSTRAINT "incidents_root_cause_text_texts_id_fk" TO "incidents_root_cause_text_id_texts_id_fk";--> statement-breakpoint
ALTER TABLE "deliveries" RENAME CONSTRAINT "deliveries_attested_by_events_id_fk" TO "deliveries_attestation_event_id_events_id_fk";--> statement-breakpoint
ALTER TABLE "refusal_words" RENAME CONSTRAINT "refusal_words_code_place_pk" TO "refusal_words_code_sort_order_pk";--> statement-breakpoint
do $$
declare
  named record;
begin
  for named in select c.conrelid::regclass as of_table, c.conname as old, t.relname || '_' || a.attname || '_not_null' as name
    from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'n' and c.connamespace = 'public'::regnamespace and c.conname <> t.relname || '_' || a.attname || '_not_null' loop
    execute format('alter table %s rename constraint %I to %I', named.of_table, named.old, named.name);
  end loop;
end
$$;
