-- Tables are called by the field's terms.
ALTER TABLE "chains" RENAME TO "record_chains";--> statement-breakpoint
ALTER TABLE "holds" RENAME TO "system_reservations";--> statement-breakpoint
ALTER TABLE "posts" RENAME TO "idempotency_keys";--> statement-breakpoint
ALTER TABLE "kept_forms" RENAME TO "form_drafts";--> statement-breakpoint
ALTER TABLE "uses_by_day" RENAME TO "step_usage_daily";--> statement-breakpoint
ALTER TABLE "refusal_words" RENAME TO "refusal_messages";--> statement-breakpoint
ALTER TABLE "log_queue" RENAME TO "ledger_queue";--> statement-breakpoint
ALTER TABLE "log_entries" RENAME TO "ledger_entries";--> statement-breakpoint
ALTER TABLE "log_nodes" RENAME TO "ledger_nodes";--> statement-breakpoint
ALTER TABLE "log_state" RENAME TO "ledger_worker_status";--> statement-breakpoint
ALTER TABLE "turns" RENAME TO "worker_locks";--> statement-breakpoint
ALTER TABLE "unwanted_emails" RENAME TO "email_opt_outs";--> statement-breakpoint
ALTER TABLE "rostered_at" RENAME TO "declared_rosters";--> statement-breakpoint
ALTER TABLE "system_reservations" RENAME CONSTRAINT "holds_change_id_changes_id_fk" TO "system_reservations_change_id_changes_id_fk";--> statement-breakpoint
ALTER TABLE "system_reservations" RENAME CONSTRAINT "holds_system_id_systems_id_fk" TO "system_reservations_system_id_systems_id_fk";--> statement-breakpoint
ALTER TABLE "system_reservations" RENAME CONSTRAINT "holds_change_id_system_id_pk" TO "system_reservations_change_id_system_id_pk";--> statement-breakpoint
ALTER TABLE "form_drafts" RENAME CONSTRAINT "kept_forms_person_id_people_id_fk" TO "form_drafts_person_id_people_id_fk";--> statement-breakpoint
ALTER INDEX "kept_forms_by_age" RENAME TO "form_drafts_by_age";--> statement-breakpoint
ALTER INDEX "kept_forms_by_person" RENAME TO "form_drafts_by_person";--> statement-breakpoint
ALTER TABLE "form_drafts" RENAME CONSTRAINT "kept_forms_pkey" TO "form_drafts_pkey";--> statement-breakpoint
ALTER TABLE "idempotency_keys" RENAME CONSTRAINT "posts_person_id_people_id_fk" TO "idempotency_keys_person_id_people_id_fk";--> statement-breakpoint
ALTER TABLE "idempotency_keys" RENAME CONSTRAINT "posts_person_id_key_request_hash_pk" TO "idempotency_keys_person_id_key_request_hash_pk";--> statement-breakpoint
ALTER TABLE "record_chains" RENAME CONSTRAINT "chains_subject_type_subject_id_pk" TO "record_chains_subject_type_subject_id_pk";--> statement-breakpoint
ALTER TABLE "worker_locks" RENAME CONSTRAINT "turns_pkey" TO "worker_locks_pkey";--> statement-breakpoint
ALTER TABLE "ledger_entries" RENAME CONSTRAINT "log_entries_event_id_events_id_fk" TO "ledger_entries_event_id_events_id_fk";--> statement-breakpoint
ALTER TABLE "ledger_entries" RENAME CONSTRAINT "log_entries_pkey" TO "ledger_entries_pkey";--> statement-breakpoint
ALTER TABLE "ledger_nodes" RENAME CONSTRAINT "log_nodes_level_index_pk" TO "ledger_nodes_level_index_pk";--> statement-breakpoint
ALTER TABLE "ledger_queue" RENAME CONSTRAINT "log_queue_pkey" TO "ledger_queue_pkey";--> statement-breakpoint
ALTER TABLE "ledger_worker_status" RENAME CONSTRAINT "log_state_pkey" TO "ledger_worker_status_pkey";--> statement-breakpoint
ALTER TABLE "email_opt_outs" RENAME CONSTRAINT "unwanted_emails_person_id_people_id_fk" TO "email_opt_outs_person_id_people_id_fk";--> statement-breakpoint
ALTER TABLE "email_opt_outs" RENAME CONSTRAINT "unwanted_emails_person_id_kind_pk" TO "email_opt_outs_person_id_kind_pk";--> statement-breakpoint
ALTER TABLE "declared_rosters" RENAME CONSTRAINT "rostered_at_change_id_changes_id_fk" TO "declared_rosters_change_id_changes_id_fk";--> statement-breakpoint
ALTER TABLE "declared_rosters" RENAME CONSTRAINT "rostered_at_pkey" TO "declared_rosters_pkey";--> statement-breakpoint
ALTER TABLE "step_usage_daily" RENAME CONSTRAINT "uses_by_day_day_subject_type_step_type_clause_pk" TO "step_usage_daily_day_subject_type_step_type_clause_pk";--> statement-breakpoint
ALTER TABLE "refusal_messages" RENAME CONSTRAINT "refusal_words_code_sort_order_pk" TO "refusal_messages_code_sort_order_pk";--> statement-breakpoint
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
