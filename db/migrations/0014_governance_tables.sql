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
CREATE TABLE "entry_clients" (
	"entry_id" bigint NOT NULL,
	"client_id" bigint NOT NULL,
	CONSTRAINT "entry_clients_entry_id_client_id_pk" PRIMARY KEY("entry_id","client_id")
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
	"client_id" bigint NOT NULL,
	"application" text,
	"environment" text,
	"reason_text" bigint NOT NULL,
	"placed_by" bigint NOT NULL,
	"placed_at" timestamp (6) with time zone NOT NULL,
	"lifted_at" timestamp (6) with time zone,
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "a_halt_has_a_known_status" CHECK (status in ('placed', 'lifted'))
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
ALTER TABLE "entries" DROP CONSTRAINT "an_entry_has_a_known_status";--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "an_event_is_of_a_known_subject";--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "shareable" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "changes" ADD COLUMN "policy_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "expires_on" date;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "replaces_id" bigint;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "from_change_id" bigint;--> statement-breakpoint
ALTER TABLE "systems" ADD COLUMN "status" text DEFAULT 'managed' NOT NULL;--> statement-breakpoint
ALTER TABLE "systems" ADD COLUMN "owner_id" bigint;--> statement-breakpoint
ALTER TABLE "systems" ADD COLUMN "monitoring_links" text;--> statement-breakpoint
ALTER TABLE "systems" ADD COLUMN "step_seq" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "systems" ADD COLUMN "last_event_id" bigint;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_delegate_id_people_id_fk" FOREIGN KEY ("delegate_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_reason_text_texts_id_fk" FOREIGN KEY ("reason_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_clients" ADD CONSTRAINT "entry_clients_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_clients" ADD CONSTRAINT "entry_clients_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_tokens" ADD CONSTRAINT "gate_tokens_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "halts" ADD CONSTRAINT "halts_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "halts" ADD CONSTRAINT "halts_reason_text_texts_id_fk" FOREIGN KEY ("reason_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "halts" ADD CONSTRAINT "halts_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_reviews" ADD CONSTRAINT "policy_reviews_version_policy_versions_version_fk" FOREIGN KEY ("version") REFERENCES "public"."policy_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_reviews" ADD CONSTRAINT "policy_reviews_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_text_id_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delegations_by_time" ON "delegations" USING gist ("during");--> statement-breakpoint
CREATE INDEX "delegations_of_a_person" ON "delegations" USING btree ("delegate_id");--> statement-breakpoint
CREATE INDEX "halts_that_stand" ON "halts" USING btree ("client_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "halts_by_time" ON "halts" USING btree ("placed_at","id");--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_replaces_id_entries_id_fk" FOREIGN KEY ("replaces_id") REFERENCES "public"."entries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "systems" ADD CONSTRAINT "systems_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "an_entry_has_a_known_status" CHECK (status in ('proposed', 'approved', 'suspended', 'replaced', 'retired'));--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "an_event_is_of_a_known_subject" CHECK (subject_type in ('change', 'incident', 'entry', 'system', 'freeze', 'person', 'roster', 'delivery', 'delegation', 'halt', 'installation'));--> statement-breakpoint
ALTER TABLE "systems" ADD CONSTRAINT "a_system_has_a_known_status" CHECK (status in ('managed', 'retired'));