CREATE TABLE "webhook_cursor" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"log_index" bigint NOT NULL,
	CONSTRAINT "there_is_one_webhook_cursor" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"salt" "bytea" NOT NULL,
	"value" text NOT NULL,
	"person_id" bigint NOT NULL,
	"stored_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "a_secret_is_named_by_its_hash" CHECK (hash = sha256(salt || convert_to(value, 'UTF8'))),
	CONSTRAINT "a_secret_is_short" CHECK (length(value) between 1 and 2000)
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" bigint PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"name" text NOT NULL,
	"origin" text NOT NULL,
	"address_hash" "bytea" NOT NULL,
	"template" text NOT NULL,
	"event_types" text[] NOT NULL,
	"client_id" bigint,
	"signing_key" "bytea" NOT NULL,
	"old_signing_key" "bytea",
	"old_key_until" timestamp (6) with time zone,
	"enabled_event_id" bigint NOT NULL,
	"added_by" bigint NOT NULL,
	"added_at" timestamp (6) with time zone NOT NULL,
	"stop_reason" text,
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "a_webhook_has_a_known_status" CHECK (status in ('enabled', 'disabled')),
	CONSTRAINT "a_webhook_has_a_known_template" CHECK (template in ('standard', 'mattermost', 'slack', 'teams', 'pagerduty')),
	CONSTRAINT "an_old_key_signs_until_a_time" CHECK ((old_signing_key is null) = (old_key_until is null)),
	CONSTRAINT "a_stopped_webhook_is_disabled" CHECK (stop_reason is null or status = 'disabled')
);
--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "an_event_is_of_a_known_subject";--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "a_delivery_is_of_a_known_kind";--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "a_delivery_goes_by_a_known_channel";--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "webhook_id" bigint;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "order_key" text;--> statement-breakpoint
ALTER TABLE "delivery_attempts" ADD COLUMN "status_code" integer;--> statement-breakpoint
ALTER TABLE "delivery_attempts" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_enabled_event_id_events_id_fk" FOREIGN KEY ("enabled_event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_added_by_people_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_secrets_by_time" ON "webhook_secrets" USING btree ("stored_at");--> statement-breakpoint
CREATE INDEX "webhooks_enabled" ON "webhooks" USING btree ("id") WHERE status = 'enabled';--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_to_try" ON "deliveries" USING btree ("webhook_id","next_attempt_at") WHERE next_attempt_at is not null and webhook_id is not null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_in_order" ON "deliveries" USING btree ("webhook_id","order_key","id") WHERE status = 'queued' and webhook_id is not null;--> statement-breakpoint
CREATE INDEX "deliveries_of_a_webhook" ON "deliveries" USING btree ("webhook_id","id") WHERE webhook_id is not null;--> statement-breakpoint
CREATE INDEX "notices_newest_first" ON "deliveries" USING btree ("id") WHERE webhook_id is null;--> statement-breakpoint
CREATE INDEX "notices_by_status" ON "deliveries" USING btree ("status","id") WHERE webhook_id is null;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "an_event_is_of_a_known_subject" CHECK (subject_type in ('change', 'incident', 'entry', 'system', 'freeze', 'person', 'roster', 'delivery', 'delegation', 'halt', 'import', 'account', 'webhook', 'installation'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "a_webhook_is_sent_events_in_order" CHECK ((channel = 'webhook') = (webhook_id is not null) and (webhook_id is null) = (order_key is null) and (webhook_id is null) = (kind <> 'webhook_event'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "a_delivery_is_of_a_known_kind" CHECK (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'named_in_note', 'watched_step', 'freeze_placed', 'halt_placed', 'halt_lifted', 'halt_stands', 'entry_expiring', 'policy_review_due', 'delegation_placed', 'account_resembles', 'findings_open', 'webhook_event'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "a_delivery_goes_by_a_known_channel" CHECK (channel in ('slack', 'email', 'webhook'));--> statement-breakpoint
insert into counters (name, value) values ('webhook', 0);--> statement-breakpoint
insert into webhook_cursor (log_index) select coalesce(max(log_index), 0) from ledger_entries;
