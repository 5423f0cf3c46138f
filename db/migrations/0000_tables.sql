CREATE TABLE "chains" (
	"subject_type" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"last_seq" integer NOT NULL,
	"last_hash" "bytea" NOT NULL,
	CONSTRAINT "chains_subject_type_subject_id_pk" PRIMARY KEY("subject_type","subject_id")
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
	CONSTRAINT "a_change_is_of_a_type_of_the_policy" CHECK (type in ('standard', 'normal', 'emergency')),
	CONSTRAINT "a_change_has_a_known_status" CHECK (status in ('draft', 'documented', 'submitted', 'reviewed', 'approved', 'scheduled', 'in_progress', 'executed', 'failed', 'rolled_back', 'closed', 'rejected', 'cancelled')),
	CONSTRAINT "a_change_is_of_a_category_of_the_policy" CHECK (category in ('infrastructure', 'configuration', 'monitoring', 'alerting', 'backups', 'secrets', 'DNS', 'security settings')),
	CONSTRAINT "an_emergency_has_a_known_trigger" CHECK ((type = 'emergency') = (trigger is not null) and (trigger is null or trigger in ('restore_service', 'prevent_data_loss', 'contain_threat', 'made_without_record'))),
	CONSTRAINT "only_a_catalogue_entry_makes_a_change_standard" CHECK (type <> 'standard' or entry_id is not null),
	CONSTRAINT "what_is_written_before_anybody_decides" CHECK (what_text is not null or status in ('draft', 'cancelled')),
	CONSTRAINT "why_is_written_before_anybody_decides" CHECK (why_text is not null or status in ('draft', 'cancelled') or (type = 'emergency' and status in ('in_progress', 'executed', 'failed', 'rolled_back'))),
	CONSTRAINT "a_rollback_plan_is_written_before_anybody_decides" CHECK (rollback_plan_text is not null or status in ('draft', 'cancelled') or (type = 'emergency' and status in ('in_progress', 'executed', 'failed', 'rolled_back'))),
	CONSTRAINT "who_and_when_are_known_once_started" CHECK ((who_id is not null and started_at is not null) or not (status in ('in_progress', 'executed', 'failed', 'rolled_back', 'closed') or (type = 'emergency' and status in ('documented')))),
	CONSTRAINT "the_end_is_known_once_done" CHECK (ended_at is not null or not (status in ('executed', 'rolled_back', 'closed') or (type = 'emergency' and status in ('documented')))),
	CONSTRAINT "it_ended_after_it_started" CHECK (ended_at >= started_at),
	CONSTRAINT "a_window_ends_after_it_starts" CHECK (window_end > window_start),
	CONSTRAINT "a_window_lasts_at_most_24_hours" CHECK (window_end - window_start <= interval '24 hours')
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "clients_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "a_client_has_one_name" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"name" text PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	"event_id" bigint NOT NULL,
	"change_id" bigint NOT NULL,
	"incident_id" bigint,
	"queued_at" timestamp (6) with time zone NOT NULL,
	"delivered_at" timestamp (6) with time zone,
	"attested_by" bigint,
	CONSTRAINT "an_event_is_told_once_a_channel" UNIQUE("event_id","kind","channel")
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
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "an_entry_is_of_a_known_kind" CHECK (kind in ('standard', 'routine')),
	CONSTRAINT "an_entry_has_a_known_status" CHECK (status in ('proposed', 'approved')),
	CONSTRAINT "an_entry_is_of_a_category_of_the_policy" CHECK (category in ('infrastructure', 'configuration', 'monitoring', 'alerting', 'backups', 'secrets', 'DNS', 'security settings'))
);
--> statement-breakpoint
CREATE TABLE "entry_systems" (
	"entry_id" bigint NOT NULL,
	"system_id" bigint NOT NULL,
	CONSTRAINT "entry_systems_entry_id_system_id_pk" PRIMARY KEY("entry_id","system_id")
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
	CONSTRAINT "an_event_is_of_a_known_subject" CHECK (subject_type in ('change', 'incident', 'entry', 'system', 'freeze', 'person')),
	CONSTRAINT "what_was_posted_is_not_kept" CHECK (input is null),
	CONSTRAINT "an_event_is_hashed_as_its_bytes_are" CHECK (hash = sha256(convert_to(canonical, 'UTF8')))
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
CREATE TABLE "findings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "findings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incident_id" bigint NOT NULL,
	"finding_text" bigint NOT NULL,
	"owner_id" bigint NOT NULL,
	"due_on" date NOT NULL
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
CREATE TABLE "holds" (
	"change_id" bigint NOT NULL,
	"system_id" bigint NOT NULL,
	"during" "tstzrange" NOT NULL,
	"waived" boolean NOT NULL,
	CONSTRAINT "holds_change_id_system_id_pk" PRIMARY KEY("change_id","system_id")
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
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"kind" text NOT NULL,
	"clock_offset" interval DEFAULT '0' NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "there_is_one_installation" CHECK (id = 1),
	CONSTRAINT "an_installation_is_demo_or_production" CHECK (kind in ('demo', 'production')),
	CONSTRAINT "only_a_demo_moves_its_clock" CHECK (kind = 'demo' or clock_offset = interval '0')
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
CREATE TABLE "need_words" (
	"need" text PRIMARY KEY NOT NULL,
	"words" text NOT NULL
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
CREATE TABLE "systems" (
	"id" bigint PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"client_id" bigint NOT NULL,
	"kind" text,
	"managed_since" timestamp (6) with time zone NOT NULL,
	"managed_until" timestamp (6) with time zone,
	CONSTRAINT "a_client_has_one_system_of_a_name" UNIQUE("client_id","name"),
	CONSTRAINT "management_ends_after_it_began" CHECK (managed_until > managed_since)
);
--> statement-breakpoint
CREATE TABLE "texts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "texts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" bigint NOT NULL,
	"field" text NOT NULL,
	"place" integer DEFAULT 0 NOT NULL,
	"salt" "bytea",
	"text" text,
	CONSTRAINT "an_event_has_one_text_a_field" UNIQUE("event_id","field","place"),
	CONSTRAINT "a_text_and_its_salt_go_together" CHECK ((salt is null) = (text is null)),
	CONSTRAINT "a_text_is_not_blank" CHECK (text ~ '\S')
);
--> statement-breakpoint
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
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_attested_by_events_id_fk" FOREIGN KEY ("attested_by") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_title_text_texts_id_fk" FOREIGN KEY ("title_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_what_text_texts_id_fk" FOREIGN KEY ("what_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_rollback_plan_text_texts_id_fk" FOREIGN KEY ("rollback_plan_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_verification_text_texts_id_fk" FOREIGN KEY ("verification_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_systems" ADD CONSTRAINT "entry_systems_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_systems" ADD CONSTRAINT "entry_systems_system_id_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_finding_text_texts_id_fk" FOREIGN KEY ("finding_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_spans" ADD CONSTRAINT "freeze_spans_freeze_id_freezes_id_fk" FOREIGN KEY ("freeze_id") REFERENCES "public"."freezes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_system_id_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_reason_text_texts_id_fk" FOREIGN KEY ("reason_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_system_id_systems_id_fk" FOREIGN KEY ("system_id") REFERENCES "public"."systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_root_cause_text_texts_id_fk" FOREIGN KEY ("root_cause_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incident_status_is_where_the_last_event_led" FOREIGN KEY ("id","step_seq","status","step_subject","step_aside") REFERENCES "public"."events"("subject_id","seq","to_status","subject_type","aside") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_forms" ADD CONSTRAINT "kept_forms_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refusals" ADD CONSTRAINT "refusals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systems" ADD CONSTRAINT "systems_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "deliveries_of_a_change" ON "deliveries" USING btree ("change_id");--> statement-breakpoint
CREATE INDEX "deliveries_of_an_incident" ON "deliveries" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "events_of_a_person" ON "events" USING btree ("person_id","subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "events_of_a_cause" ON "events" USING btree ("cause_id") WHERE cause_id is not null;--> statement-breakpoint
CREATE INDEX "feeds_of_a_person" ON "feeds" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "findings_of_an_incident" ON "findings" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "freezes_by_time" ON "freeze_spans" USING gist ("during");--> statement-breakpoint
CREATE INDEX "incidents_of_a_change" ON "incidents" USING btree ("change_id");--> statement-breakpoint
CREATE INDEX "incidents_by_status" ON "incidents" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "incidents_still_open" ON "incidents" USING btree ("id") WHERE status <> 'closed';--> statement-breakpoint
CREATE INDEX "kept_forms_by_age" ON "kept_forms" USING btree ("at");--> statement-breakpoint
CREATE INDEX "people_by_role" ON "person_roles" USING btree ("role");--> statement-breakpoint
CREATE INDEX "sessions_of_a_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_by_oidc_sid" ON "sessions" USING btree ("oidc_sid");