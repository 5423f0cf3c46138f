CREATE SEQUENCE "public"."event_ids" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "account_pairs" (
	"later_id" bigint NOT NULL,
	"earlier_id" bigint NOT NULL,
	"found_at" timestamp (6) with time zone NOT NULL,
	"verdict" text,
	"event_id" bigint NOT NULL,
	CONSTRAINT "account_pairs_later_id_earlier_id_pk" PRIMARY KEY("later_id","earlier_id"),
	CONSTRAINT "an_account_is_paired_with_an_earlier_one" CHECK (later_id > earlier_id),
	CONSTRAINT "two_accounts_are_of_one_person_or_of_two" CHECK (verdict in ('same', 'different'))
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "feeds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"name" text NOT NULL,
	"without_titles" boolean NOT NULL,
	"token_sha256" "bytea" NOT NULL,
	"event_id" bigint NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "a_secret_opens_one_feed" UNIQUE("token_sha256")
);
--> statement-breakpoint
CREATE TABLE "freeze_spans" (
	"freeze_id" bigint NOT NULL,
	"during" "tstzrange" NOT NULL,
	CONSTRAINT "freeze_spans_freeze_id_during_pk" PRIMARY KEY("freeze_id","during"),
	CONSTRAINT "a_freeze_lasts_a_while" CHECK (not isempty(during) and not lower_inf(during) and not upper_inf(during))
);
--> statement-breakpoint
CREATE TABLE "freezes" (
	"id" bigint PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"name" text NOT NULL,
	"covers" text NOT NULL,
	"client_id" bigint,
	"system_id" bigint,
	"timezone" text NOT NULL,
	"repeats" text,
	"reason_text" bigint NOT NULL,
	"placed_by" bigint NOT NULL,
	"placed_at" timestamp (6) with time zone NOT NULL,
	"lifted_at" timestamp (6) with time zone,
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "a_freeze_has_a_known_status" CHECK (status in ('placed', 'lifted')),
	CONSTRAINT "a_freeze_covers_all_a_client_or_a_system" CHECK (covers in ('all', 'client', 'system') and (covers = 'client') = (client_id is not null) and (covers = 'system') = (system_id is not null))
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"category" text NOT NULL,
	"reversible" boolean NOT NULL,
	"blanks" jsonb NOT NULL,
	"allowed_in_freeze" boolean DEFAULT false NOT NULL,
	"title_text" bigint NOT NULL,
	"what_text" bigint NOT NULL,
	"rollback_plan_text" bigint NOT NULL,
	"verification_text" bigint NOT NULL,
	"expires_on" date,
	"replaces_id" bigint,
	"root_id" bigint,
	"from_change_id" bigint,
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "an_entry_is_of_a_known_kind" CHECK (kind in ('standard', 'routine')),
	CONSTRAINT "an_entry_has_a_known_status" CHECK (status in ('proposed', 'approved', 'suspended', 'replaced', 'retired')),
	CONSTRAINT "an_entry_is_of_a_category_of_the_policy" CHECK (category in ('infrastructure', 'configuration', 'monitoring', 'alerting', 'backups', 'secrets', 'DNS', 'security settings'))
);
--> statement-breakpoint
CREATE TABLE "entry_clients" (
	"entry_id" bigint NOT NULL,
	"client_id" bigint NOT NULL,
	CONSTRAINT "entry_clients_entry_id_client_id_pk" PRIMARY KEY("entry_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "entry_systems" (
	"entry_id" bigint NOT NULL,
	"system_id" bigint NOT NULL,
	CONSTRAINT "entry_systems_entry_id_system_id_pk" PRIMARY KEY("entry_id","system_id")
);
--> statement-breakpoint
CREATE TABLE "change_systems" (
	"change_id" bigint NOT NULL,
	"system_id" bigint NOT NULL,
	CONSTRAINT "change_systems_change_id_system_id_pk" PRIMARY KEY("change_id","system_id")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" bigint PRIMARY KEY NOT NULL,
	"number" text GENERATED ALWAYS AS ('CHG-' || id) STORED NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"step_seq" integer NOT NULL,
	"step_subject" text GENERATED ALWAYS AS ('change') STORED NOT NULL,
	"step_aside" boolean GENERATED ALWAYS AS (false) STORED NOT NULL,
	"last_event_id" bigint NOT NULL,
	"last_event_at" timestamp (6) with time zone NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"title_text" bigint,
	"what_text" bigint,
	"why_text" bigint,
	"rollback_plan_text" bigint,
	"verification_text" bigint,
	"impact_text" bigint,
	"links_text" bigint,
	"system_in_words_text" bigint,
	"category" text,
	"reversible" boolean DEFAULT false NOT NULL,
	"expected_minutes" integer,
	"rollback_minutes" integer,
	"entry_id" bigint,
	"entry_values" jsonb,
	"trigger" text,
	"shareable" boolean DEFAULT false NOT NULL,
	"policy_version" integer DEFAULT 1 NOT NULL,
	"author_id" bigint NOT NULL,
	"who_id" bigint,
	"implementer_id" bigint,
	"window_start" timestamp (6) with time zone,
	"window_end" timestamp (6) with time zone,
	"window_timezone" text,
	"window_waived" boolean DEFAULT false NOT NULL,
	"approved_at" timestamp (6) with time zone,
	"started_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	"failed_at" timestamp (6) with time zone,
	"rolled_back_at" timestamp (6) with time zone,
	"facts_complete_at" timestamp (6) with time zone,
	"search" "tsvector" NOT NULL,
	CONSTRAINT "a_change_has_one_number" UNIQUE("number"),
	CONSTRAINT "a_change_is_of_a_type_of_the_policy" CHECK (changes_a_change_is_of_a_type_of_the_policy(type)),
	CONSTRAINT "a_change_has_a_known_status" CHECK (changes_a_change_has_a_known_status(status)),
	CONSTRAINT "a_change_is_of_a_category_of_the_policy" CHECK (changes_a_change_is_of_a_category_of_the_policy(category)),
	CONSTRAINT "an_emergency_has_a_known_trigger" CHECK (changes_an_emergency_has_a_known_trigger(type, trigger)),
	CONSTRAINT "only_a_catalogue_entry_makes_a_change_standard" CHECK (type <> 'standard' or entry_id is not null),
	CONSTRAINT "what_is_written_before_anybody_decides" CHECK (changes_what_is_written_before_anybody_decides(what_text, status)),
	CONSTRAINT "why_is_written_before_anybody_decides" CHECK (changes_why_is_written_before_anybody_decides(why_text, status, type)),
	CONSTRAINT "a_rollback_plan_is_written_before_anybody_decides" CHECK (changes_a_rollback_plan_is_written_before_anybody_decides(rollback_plan_text, status, type)),
	CONSTRAINT "who_and_when_are_known_once_started" CHECK (changes_who_and_when_are_known_once_started(who_id, started_at, status, type)),
	CONSTRAINT "the_end_is_known_once_done" CHECK (changes_the_end_is_known_once_done(ended_at, status, type)),
	CONSTRAINT "it_ended_after_it_started" CHECK (ended_at >= started_at),
	CONSTRAINT "a_window_ends_after_it_starts" CHECK (window_end > window_start),
	CONSTRAINT "a_window_lasts_at_most_24_hours" CHECK (window_end - window_start <= interval '24 hours')
);
--> statement-breakpoint
CREATE TABLE "follow_ups" (
	"change_id" bigint PRIMARY KEY NOT NULL,
	"follows_id" bigint NOT NULL,
	CONSTRAINT "a_change_does_not_follow_itself" CHECK (change_id <> follows_id)
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"change_id" bigint NOT NULL,
	"system_id" bigint NOT NULL,
	"during" "tstzrange" NOT NULL,
	"waived" boolean NOT NULL,
	CONSTRAINT "holds_change_id_system_id_pk" PRIMARY KEY("change_id","system_id")
);
--> statement-breakpoint
CREATE TABLE "delegations" (
	"id" bigint PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"delegate_id" bigint NOT NULL,
	"during" "tstzrange" NOT NULL,
	"reason_text" bigint NOT NULL,
	"placed_by" bigint NOT NULL,
	"placed_at" timestamp (6) with time zone NOT NULL,
	"ended_at" timestamp (6) with time zone,
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "a_delegation_has_a_known_status" CHECK (status in ('lent', 'ended')),
	CONSTRAINT "a_delegation_has_its_times" CHECK (not lower_inf(during) and not upper_inf(during))
);
--> statement-breakpoint
CREATE TABLE "chains" (
	"subject_type" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"last_seq" integer NOT NULL,
	"last_hash" "bytea" NOT NULL,
	CONSTRAINT "chains_subject_type_subject_id_pk" PRIMARY KEY("subject_type","subject_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"seq" integer NOT NULL,
	"step" text NOT NULL,
	"person_id" bigint NOT NULL,
	"session_id" bigint,
	"from_status" text,
	"to_status" text NOT NULL,
	"revision" integer NOT NULL,
	"aside" boolean NOT NULL,
	"received_at" timestamp (6) with time zone NOT NULL,
	"read_at" integer,
	"cause_id" bigint,
	"loaded" boolean DEFAULT false NOT NULL,
	"canonical" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"input" jsonb,
	CONSTRAINT "a_chain_has_one_event_a_number" UNIQUE("subject_type","subject_id","seq"),
	CONSTRAINT "an_event_leads_one_record_to_one_status" UNIQUE("subject_id","seq","to_status","subject_type","aside"),
	CONSTRAINT "an_event_is_of_a_known_subject" CHECK (subject_type in ('change', 'incident', 'entry', 'system', 'freeze', 'person', 'roster', 'delivery', 'delegation', 'halt', 'installation')),
	CONSTRAINT "what_was_posted_is_not_kept" CHECK (input is null),
	CONSTRAINT "an_event_is_hashed_as_its_bytes_are" CHECK (hash = sha256(convert_to(canonical, 'UTF8')))
);
--> statement-breakpoint
CREATE TABLE "kept_forms" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" bigint NOT NULL,
	"path" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"person_id" bigint NOT NULL,
	"key" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"answer" jsonb,
	"at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "posts_person_id_key_hash_pk" PRIMARY KEY("person_id","key","hash")
);
--> statement-breakpoint
CREATE TABLE "refusals" (
	"person_id" bigint NOT NULL,
	"step" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"sentence" text NOT NULL,
	"clause" text NOT NULL,
	"minute" timestamp (6) with time zone NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "refusals_person_id_minute_step_subject_type_subject_id_sentence_pk" PRIMARY KEY("person_id","minute","step","subject_type","subject_id","sentence")
);
--> statement-breakpoint
CREATE TABLE "texts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "texts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"field" text NOT NULL,
	"place" integer DEFAULT 0 NOT NULL,
	"salt" "bytea",
	"text" text,
	"redacted_by" bigint,
	CONSTRAINT "an_event_has_one_text_a_field" UNIQUE("event_id","field","place"),
	CONSTRAINT "a_text_and_its_salt_go_together" CHECK ((salt is null) = (text is null)),
	CONSTRAINT "a_text_is_there_or_was_redacted" CHECK ((text is null) = (redacted_by is not null)),
	CONSTRAINT "a_text_is_not_blank" CHECK (text ~ '\S')
);
--> statement-breakpoint
CREATE TABLE "gate_tokens" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "gate_tokens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"client_id" bigint NOT NULL,
	"token_sha256" "bytea" NOT NULL,
	"event_id" bigint NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "a_secret_is_one_token_of_the_gate" UNIQUE("token_sha256")
);
--> statement-breakpoint
CREATE TABLE "halts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"client_id" bigint,
	"application" text,
	"environment" text,
	"reason_text" bigint NOT NULL,
	"placed_by" bigint NOT NULL,
	"placed_at" timestamp (6) with time zone NOT NULL,
	"lifted_at" timestamp (6) with time zone,
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "a_halt_is_of_a_client_an_application_or_an_environment" CHECK (num_nonnulls(client_id, application, environment) > 0),
	CONSTRAINT "a_halt_has_a_known_status" CHECK (status in ('placed', 'lifted'))
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "findings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incident_id" bigint NOT NULL,
	"finding_text" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"due_on" date NOT NULL,
	"answered_at" timestamp (6) with time zone,
	"answered_by" bigint,
	"answer_text" bigint,
	CONSTRAINT "a_finding_is_answered_in_words" CHECK ((answered_at is null) = (answer_text is null) and (answered_at is null) = (answered_by is null))
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" bigint PRIMARY KEY NOT NULL,
	"number" text GENERATED ALWAYS AS ('INC-' || id) STORED NOT NULL,
	"change_id" bigint NOT NULL,
	"status" text NOT NULL,
	"severity" text NOT NULL,
	"owner_id" bigint,
	"opened_at" timestamp (6) with time zone NOT NULL,
	"closed_at" timestamp (6) with time zone,
	"root_cause_text" bigint,
	"step_seq" integer NOT NULL,
	"step_subject" text GENERATED ALWAYS AS ('incident') STORED NOT NULL,
	"step_aside" boolean GENERATED ALWAYS AS (false) STORED NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "an_incident_has_one_number" UNIQUE("number"),
	CONSTRAINT "an_incident_has_a_known_status" CHECK (status in ('open', 'investigated', 'closed')),
	CONSTRAINT "an_incident_has_a_known_severity" CHECK (severity in ('low', 'medium', 'high', 'critical')),
	CONSTRAINT "a_root_cause_is_written_once_investigated" CHECK (status = 'open' or root_cause_text is not null)
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"name" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"kind" text NOT NULL,
	"clock_offset" interval DEFAULT '0' NOT NULL,
	"site_timezone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "there_is_one_installation" CHECK (id = 1),
	CONSTRAINT "an_installation_is_demo_or_production" CHECK (kind in ('demo', 'production')),
	CONSTRAINT "only_a_demo_moves_its_clock" CHECK (kind = 'demo' or clock_offset = interval '0')
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"name" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "checkpoints_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"verifier_key" text NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"handed_out_at" timestamp (6) with time zone,
	CONSTRAINT "a_checkpoint_counts_events" CHECK (size >= 0)
);
--> statement-breakpoint
CREATE TABLE "exports" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"exported" text NOT NULL,
	"change_id" bigint,
	"from_at" timestamp (6) with time zone,
	"to_at" timestamp (6) with time zone,
	"client_id" bigint,
	"system_id" bigint,
	"type" text
);
--> statement-breakpoint
CREATE TABLE "log_entries" (
	"place" bigint PRIMARY KEY NOT NULL,
	"event_id" bigint NOT NULL,
	"leaf" "bytea" NOT NULL,
	CONSTRAINT "an_event_has_one_place_in_the_log" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "log_nodes" (
	"level" integer NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "log_nodes_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE TABLE "log_queue" (
	"event_id" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_state" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"looked_at" timestamp (6) with time zone,
	"in_the_way" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "there_is_one_log" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "verifications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"started_at" timestamp (6) with time zone NOT NULL,
	"ended_at" timestamp (6) with time zone NOT NULL,
	"size" bigint NOT NULL,
	"ok" boolean NOT NULL,
	"words" text NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel_states" (
	"channel" text PRIMARY KEY NOT NULL,
	"configured" boolean DEFAULT false NOT NULL,
	"leads_to" text,
	"said_at" timestamp (6) with time zone,
	CONSTRAINT "a_channel_is_a_known_one" CHECK (channel in ('slack', 'email'))
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"person_id" bigint,
	"event_id" bigint,
	"change_id" bigint,
	"incident_id" bigint,
	"freeze_id" bigint,
	"halt_id" bigint,
	"entry_id" bigint,
	"delegation_id" bigint,
	"queued_at" timestamp (6) with time zone NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"step_seq" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (6) with time zone,
	"tried_since" timestamp (6) with time zone,
	"leased_until" timestamp (6) with time zone,
	"last_error" text,
	"useful_until" timestamp (6) with time zone,
	"delivered_at" timestamp (6) with time zone,
	"sent_to" text,
	"reference" text,
	"attested_by" bigint,
	CONSTRAINT "a_notice_is_queued_once" UNIQUE("key"),
	CONSTRAINT "a_delivery_is_of_a_known_kind" CHECK (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'freeze_placed', 'halt_placed', 'halt_lifted', 'halt_stands', 'entry_expiring', 'policy_review_due', 'delegation_placed', 'account_resembles', 'findings_open')),
	CONSTRAINT "a_delivery_goes_by_a_known_channel" CHECK (channel in ('slack', 'email')),
	CONSTRAINT "a_delivery_has_a_known_status" CHECK (status in ('queued', 'delivered', 'given_up', 'dropped')),
	CONSTRAINT "an_email_is_to_a_person" CHECK ((channel = 'email') = (person_id is not null)),
	CONSTRAINT "what_is_delivered_was_so_at_a_time" CHECK ((status = 'delivered') = (delivered_at is not null)),
	CONSTRAINT "only_what_waits_is_tried" CHECK (next_attempt_at is null or status = 'queued')
);
--> statement-breakpoint
CREATE TABLE "delivery_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"delivery_id" bigint NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"ok" boolean NOT NULL,
	"words" text NOT NULL,
	"reference" text,
	"again_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "unwanted_emails" (
	"person_id" bigint NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "unwanted_emails_person_id_kind_pk" PRIMARY KEY("person_id","kind"),
	CONSTRAINT "an_unwanted_email_is_of_a_known_kind" CHECK (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'freeze_placed', 'halt_placed', 'halt_lifted', 'halt_stands', 'entry_expiring', 'policy_review_due', 'delegation_placed', 'account_resembles', 'findings_open'))
);
--> statement-breakpoint
CREATE TABLE "rostered_at" (
	"change_id" bigint PRIMARY KEY NOT NULL,
	"on_roster" boolean,
	"rostered" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rosters" (
	"id" bigint PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"name" text NOT NULL,
	"placed_by" bigint NOT NULL,
	"placed_at" timestamp (6) with time zone NOT NULL,
	"withdrawn_at" timestamp (6) with time zone,
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "a_roster_has_a_known_status" CHECK (status in ('placed', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "shifts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"roster_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"tier" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	"is_take_over" boolean NOT NULL,
	CONSTRAINT "a_shift_is_of_a_known_tier" CHECK (tier in ('primary', 'secondary')),
	CONSTRAINT "a_shift_lasts_a_while" CHECK (not isempty(during) and not lower_inf(during) and not upper_inf(during))
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"timezone" text,
	"first_seen_at" timestamp (6) with time zone NOT NULL,
	"last_seen_at" timestamp (6) with time zone NOT NULL,
	"deactivated_at" timestamp (6) with time zone,
	CONSTRAINT "a_person_is_one_subject_of_one_issuer" UNIQUE("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "person_roles" (
	"person_id" bigint NOT NULL,
	"role" text NOT NULL,
	"since" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "person_roles_person_id_role_pk" PRIMARY KEY("person_id","role"),
	CONSTRAINT "a_role_is_one_the_policy_knows" CHECK (role in ('operator', 'reviewer', 'ops_lead', 'auditor'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"token_sha256" "bytea" NOT NULL,
	"oidc_sid" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"last_seen_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "a_token_opens_one_session" UNIQUE("token_sha256")
);
--> statement-breakpoint
CREATE TABLE "policy_reviews" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"person_id" bigint NOT NULL,
	"at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"text_id" bigint,
	"since" timestamp (6) with time zone NOT NULL,
	"event_id" bigint
);
--> statement-breakpoint
CREATE TABLE "uses_by_day" (
	"day" date NOT NULL,
	"subject_type" text NOT NULL,
	"step" text NOT NULL,
	"type" text NOT NULL,
	"clause" text NOT NULL,
	"times" bigint NOT NULL,
	CONSTRAINT "uses_by_day_day_subject_type_step_type_clause_pk" PRIMARY KEY("day","subject_type","step","type","clause")
);
--> statement-breakpoint
CREATE TABLE "rulebook" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"occasion" text NOT NULL,
	"parts" jsonb NOT NULL,
	"fingerprint" text NOT NULL,
	"recorded_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "there_is_one_rulebook" CHECK (id = 1),
	CONSTRAINT "a_rulebook_is_recorded_on_an_occasion" CHECK (occasion in ('start', 'change', 'verification'))
);
--> statement-breakpoint
CREATE TABLE "need_words" (
	"need" text NOT NULL,
	"place" integer DEFAULT 0 NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"words" text NOT NULL,
	"clause" text,
	CONSTRAINT "need_words_need_place_pk" PRIMARY KEY("need","place")
);
--> statement-breakpoint
CREATE TABLE "notice_rules" (
	"kind" text PRIMARY KEY NOT NULL,
	"place" integer NOT NULL,
	"mandatory" boolean NOT NULL,
	"useful" interval
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"subject_type" text NOT NULL,
	"step" text NOT NULL,
	"type" text NOT NULL,
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	"ways" jsonb NOT NULL,
	"needs" text[] NOT NULL,
	"asks" jsonb NOT NULL,
	"clause" text NOT NULL,
	"who" text NOT NULL,
	"caused" boolean NOT NULL,
	"aside" boolean NOT NULL,
	CONSTRAINT "rules_subject_type_step_type_from_status_pk" PRIMARY KEY("subject_type","step","type","from_status")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "clients_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "a_client_has_one_name" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "systems" (
	"id" bigint PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"client_id" bigint NOT NULL,
	"kind" text,
	"managed_since" timestamp (6) with time zone NOT NULL,
	"managed_until" timestamp (6) with time zone,
	"status" text DEFAULT 'managed' NOT NULL,
	"owner_id" bigint,
	"monitoring_links" text,
	"step_seq" integer DEFAULT 1 NOT NULL,
	"last_event_id" bigint,
	CONSTRAINT "a_client_has_one_system_of_a_name" UNIQUE("client_id","name"),
	CONSTRAINT "a_system_has_a_known_status" CHECK (status in ('managed', 'retired')),
	CONSTRAINT "management_ends_after_it_began" CHECK (managed_until > managed_since)
);
--> statement-breakpoint
ALTER TABLE "account_pairs" ADD CONSTRAINT "account_pairs_later_id_people_id_fk" FOREIGN KEY ("later_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_pairs" ADD CONSTRAINT "account_pairs_earlier_id_people_id_fk" FOREIGN KEY ("earlier_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_pairs" ADD CONSTRAINT "account_pairs_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_spans" ADD CONSTRAINT "freeze_spans_freeze_id_freezes_id_fk" FOREIGN KEY ("freeze_id") REFERENCES "public"."freezes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_system_id_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_reason_text_texts_id_fk" FOREIGN KEY ("reason_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_title_text_texts_id_fk" FOREIGN KEY ("title_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_what_text_texts_id_fk" FOREIGN KEY ("what_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_rollback_plan_text_texts_id_fk" FOREIGN KEY ("rollback_plan_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_verification_text_texts_id_fk" FOREIGN KEY ("verification_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_replaces_id_entries_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_root_id_entries_id_fk" FOREIGN KEY ("root_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_clients" ADD CONSTRAINT "entry_clients_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_clients" ADD CONSTRAINT "entry_clients_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_systems" ADD CONSTRAINT "entry_systems_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_systems" ADD CONSTRAINT "entry_systems_system_id_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_systems" ADD CONSTRAINT "change_systems_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_systems" ADD CONSTRAINT "change_systems_system_id_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_title_text_texts_id_fk" FOREIGN KEY ("title_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_what_text_texts_id_fk" FOREIGN KEY ("what_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_why_text_texts_id_fk" FOREIGN KEY ("why_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_rollback_plan_text_texts_id_fk" FOREIGN KEY ("rollback_plan_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_verification_text_texts_id_fk" FOREIGN KEY ("verification_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_impact_text_texts_id_fk" FOREIGN KEY ("impact_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_links_text_texts_id_fk" FOREIGN KEY ("links_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_system_in_words_text_texts_id_fk" FOREIGN KEY ("system_in_words_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_who_id_people_id_fk" FOREIGN KEY ("who_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_implementer_id_people_id_fk" FOREIGN KEY ("implementer_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "status_is_where_the_last_event_led" FOREIGN KEY ("id","step_seq","status","step_subject","step_aside") REFERENCES "public"."events"("subject_id","seq","to_status","subject_type","aside") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_follows_id_changes_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_system_id_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_delegate_id_people_id_fk" FOREIGN KEY ("delegate_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_reason_text_texts_id_fk" FOREIGN KEY ("reason_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_forms" ADD CONSTRAINT "kept_forms_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refusals" ADD CONSTRAINT "refusals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_tokens" ADD CONSTRAINT "gate_tokens_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "halts" ADD CONSTRAINT "halts_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "halts" ADD CONSTRAINT "halts_reason_text_texts_id_fk" FOREIGN KEY ("reason_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "halts" ADD CONSTRAINT "halts_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_finding_text_texts_id_fk" FOREIGN KEY ("finding_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_answer_text_texts_id_fk" FOREIGN KEY ("answer_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_root_cause_text_texts_id_fk" FOREIGN KEY ("root_cause_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incident_status_is_where_the_last_event_led" FOREIGN KEY ("id","step_seq","status","step_subject","step_aside") REFERENCES "public"."events"("subject_id","seq","to_status","subject_type","aside") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_entries" ADD CONSTRAINT "log_entries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_freeze_id_freezes_id_fk" FOREIGN KEY ("freeze_id") REFERENCES "public"."freezes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_halt_id_halts_id_fk" FOREIGN KEY ("halt_id") REFERENCES "public"."halts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_delegation_id_delegations_id_fk" FOREIGN KEY ("delegation_id") REFERENCES "public"."delegations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_attested_by_events_id_fk" FOREIGN KEY ("attested_by") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unwanted_emails" ADD CONSTRAINT "unwanted_emails_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rostered_at" ADD CONSTRAINT "rostered_at_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rosters" ADD CONSTRAINT "rosters_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_roster_id_rosters_id_fk" FOREIGN KEY ("roster_id") REFERENCES "public"."rosters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_reviews" ADD CONSTRAINT "policy_reviews_version_policy_versions_version_fk" FOREIGN KEY ("version") REFERENCES "public"."policy_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_reviews" ADD CONSTRAINT "policy_reviews_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_text_id_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systems" ADD CONSTRAINT "systems_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systems" ADD CONSTRAINT "systems_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_pairs_by_the_earlier" ON "account_pairs" USING btree ("earlier_id");--> statement-breakpoint
CREATE INDEX "account_pairs_undecided" ON "account_pairs" USING btree ("later_id") WHERE verdict is null;--> statement-breakpoint
CREATE INDEX "feeds_of_a_person" ON "feeds" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "freezes_by_time" ON "freeze_spans" USING gist ("during");--> statement-breakpoint
CREATE INDEX "freezes_of_a_client" ON "freezes" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "freezes_of_a_system" ON "freezes" USING btree ("system_id");--> statement-breakpoint
CREATE INDEX "freezes_of_everything" ON "freezes" USING btree ("id") WHERE covers = 'all';--> statement-breakpoint
CREATE INDEX "entries_of_a_root" ON "entries" USING btree ("root_id");--> statement-breakpoint
CREATE INDEX "entries_that_expire" ON "entries" USING btree ("expires_on") WHERE status = 'approved' and expires_on is not null;--> statement-breakpoint
CREATE INDEX "changes_of_a_system" ON "change_systems" USING btree ("system_id","change_id");--> statement-breakpoint
CREATE INDEX "changes_by_status" ON "changes" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "changes_by_type" ON "changes" USING btree ("type","id");--> statement-breakpoint
CREATE INDEX "changes_by_category" ON "changes" USING btree ("category","id");--> statement-breakpoint
CREATE INDEX "changes_by_creation" ON "changes" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "changes_still_open" ON "changes" USING btree ("id") WHERE not status in ('closed', 'rejected', 'cancelled');--> statement-breakpoint
CREATE INDEX "changes_by_window" ON "changes" USING btree ("window_start") WHERE window_start is not null;--> statement-breakpoint
CREATE INDEX "windows_of_an_implementer" ON "changes" USING btree ("implementer_id","window_start") WHERE window_start is not null;--> statement-breakpoint
CREATE INDEX "emergencies_by_start" ON "changes" USING btree ("started_at") WHERE type = 'emergency';--> statement-breakpoint
CREATE INDEX "changes_of_an_entry" ON "changes" USING btree ("entry_id");--> statement-breakpoint
CREATE INDEX "changes_by_words" ON "changes" USING gin ("search");--> statement-breakpoint
CREATE INDEX "follow_ups_of_a_change" ON "follow_ups" USING btree ("follows_id");--> statement-breakpoint
CREATE INDEX "delegations_by_time" ON "delegations" USING gist ("during");--> statement-breakpoint
CREATE INDEX "delegations_of_a_person" ON "delegations" USING btree ("delegate_id");--> statement-breakpoint
CREATE INDEX "events_of_a_person" ON "events" USING btree ("person_id","subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "events_that_refuse" ON "events" USING btree ("id") WHERE step = 'refused';--> statement-breakpoint
CREATE INDEX "acts_of_a_person" ON "events" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "changes_of_roles" ON "events" USING btree ("subject_id","seq") WHERE step = 'role_change';--> statement-breakpoint
CREATE INDEX "events_of_a_cause" ON "events" USING btree ("cause_id") WHERE cause_id is not null;--> statement-breakpoint
CREATE INDEX "kept_forms_by_age" ON "kept_forms" USING btree ("at");--> statement-breakpoint
CREATE INDEX "kept_forms_by_person" ON "kept_forms" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "refusals_by_time" ON "refusals" USING btree ("minute");--> statement-breakpoint
CREATE INDEX "halts_standing" ON "halts" USING btree ("id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "halts_that_stand_by_name" ON "halts" USING btree (coalesce("client_id", 0),fold_name(coalesce("application", ''))) WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "halts_by_time" ON "halts" USING btree ("placed_at","id");--> statement-breakpoint
CREATE INDEX "findings_of_an_incident" ON "findings" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "findings_not_answered" ON "findings" USING btree ("owner_id") WHERE answered_at is null;--> statement-breakpoint
CREATE INDEX "incidents_of_a_change" ON "incidents" USING btree ("change_id");--> statement-breakpoint
CREATE INDEX "incidents_by_status" ON "incidents" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "incidents_still_open" ON "incidents" USING btree ("id") WHERE status <> 'closed';--> statement-breakpoint
CREATE INDEX "rate_limits_by_end" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "checkpoints_handed_out" ON "checkpoints" USING btree ("id") WHERE handed_out_at is not null;--> statement-breakpoint
CREATE INDEX "exports_by_time" ON "exports" USING btree ("at");--> statement-breakpoint
CREATE INDEX "deliveries_of_a_change" ON "deliveries" USING btree ("change_id");--> statement-breakpoint
CREATE INDEX "deliveries_of_an_incident" ON "deliveries" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "deliveries_of_a_person" ON "deliveries" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "deliveries_of_an_event" ON "deliveries" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "deliveries_of_a_halt" ON "deliveries" USING btree ("halt_id") WHERE halt_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_of_an_entry" ON "deliveries" USING btree ("entry_id") WHERE entry_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_of_a_delegation" ON "deliveries" USING btree ("delegation_id") WHERE delegation_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_to_try" ON "deliveries" USING btree ("channel","next_attempt_at") WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX "deliveries_by_status" ON "deliveries" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "attempts_of_a_delivery" ON "delivery_attempts" USING btree ("delivery_id");--> statement-breakpoint
CREATE INDEX "shifts_by_time" ON "shifts" USING gist ("during");--> statement-breakpoint
CREATE INDEX "shifts_of_a_roster" ON "shifts" USING btree ("roster_id");--> statement-breakpoint
CREATE INDEX "people_by_address" ON "people" USING btree ("issuer",fold_name("email")) WHERE email is not null;--> statement-breakpoint
CREATE INDEX "people_by_folded_name" ON "people" USING btree (fold_name("name"));--> statement-breakpoint
CREATE INDEX "people_by_role" ON "person_roles" USING btree ("role");--> statement-breakpoint
CREATE INDEX "sessions_of_a_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_by_oidc_sid" ON "sessions" USING btree ("oidc_sid");--> statement-breakpoint
CREATE UNIQUE INDEX "a_client_is_there_once_however_it_is_spelled" ON "clients" USING btree (fold_name("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "a_client_has_one_system_of_a_name_however_it_is_spelled" ON "systems" USING btree ("client_id",fold_name("name"));--> statement-breakpoint
CREATE INDEX "systems_by_folded_name" ON "systems" USING btree (fold_name("name"));