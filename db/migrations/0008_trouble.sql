CREATE TABLE "channel_states" (
	"channel" text PRIMARY KEY NOT NULL,
	"configured" boolean DEFAULT false NOT NULL,
	"leads_to" text,
	"said_at" timestamp (6) with time zone,
	CONSTRAINT "a_channel_is_a_known_one" CHECK (channel in ('slack', 'email'))
);
--> statement-breakpoint
CREATE TABLE "delivery_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"delivery_id" bigint NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"ok" boolean NOT NULL,
	"words" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follow_ups" (
	"change_id" bigint PRIMARY KEY NOT NULL,
	"follows_id" bigint NOT NULL,
	CONSTRAINT "a_change_does_not_follow_itself" CHECK (change_id <> follows_id)
);
--> statement-breakpoint
CREATE TABLE "notice_rules" (
	"kind" text PRIMARY KEY NOT NULL,
	"place" integer NOT NULL,
	"mandatory" boolean NOT NULL,
	"useful" interval
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
CREATE TABLE "unwanted_emails" (
	"person_id" bigint NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "unwanted_emails_person_id_kind_pk" PRIMARY KEY("person_id","kind"),
	CONSTRAINT "an_unwanted_email_is_of_a_known_kind" CHECK (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'freeze_placed', 'findings_open'))
);
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "an_event_is_told_once_a_channel";--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "an_event_is_of_a_known_subject";--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "event_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "change_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "key" text;--> statement-breakpoint
UPDATE "deliveries" SET "key" = kind || ' ' || event_id || ' ' || channel;--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "key" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "person_id" bigint;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "freeze_id" bigint;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "status" text DEFAULT 'queued' NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "step_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "next_attempt_at" timestamp (6) with time zone;--> statement-breakpoint
UPDATE "deliveries" SET "next_attempt_at" = queued_at WHERE attested_by IS NULL;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "tried_since" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "leased_until" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "last_error" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "useful_until" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "sent_to" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_follows_id_changes_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rostered_at" ADD CONSTRAINT "rostered_at_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rosters" ADD CONSTRAINT "rosters_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_roster_id_rosters_id_fk" FOREIGN KEY ("roster_id") REFERENCES "public"."rosters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unwanted_emails" ADD CONSTRAINT "unwanted_emails_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_of_a_delivery" ON "delivery_attempts" USING btree ("delivery_id");--> statement-breakpoint
CREATE INDEX "follow_ups_of_a_change" ON "follow_ups" USING btree ("follows_id");--> statement-breakpoint
CREATE INDEX "shifts_by_time" ON "shifts" USING gist ("during");--> statement-breakpoint
CREATE INDEX "shifts_of_a_roster" ON "shifts" USING btree ("roster_id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_freeze_id_freezes_id_fk" FOREIGN KEY ("freeze_id") REFERENCES "public"."freezes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_of_a_person" ON "deliveries" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "deliveries_of_an_event" ON "deliveries" USING btree ("event_id");--> statement-breakpoint
CREATE INDEX "deliveries_to_try" ON "deliveries" USING btree ("channel","next_attempt_at") WHERE next_attempt_at is not null;--> statement-breakpoint
CREATE INDEX "deliveries_by_status" ON "deliveries" USING btree ("status","id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "a_notice_is_queued_once" UNIQUE("key");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "a_delivery_is_of_a_known_kind" CHECK (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'freeze_placed', 'findings_open'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "a_delivery_goes_by_a_known_channel" CHECK (channel in ('slack', 'email'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "a_delivery_has_a_known_status" CHECK (status in ('queued', 'delivered', 'given_up', 'dropped'));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "an_email_is_to_a_person" CHECK ((channel = 'email') = (person_id is not null));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "what_is_delivered_was_so_at_a_time" CHECK ((status = 'delivered') = (delivered_at is not null));--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "only_what_waits_is_tried" CHECK (next_attempt_at is null or status = 'queued');--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "an_event_is_of_a_known_subject" CHECK (subject_type in ('change', 'incident', 'entry', 'system', 'freeze', 'person', 'roster', 'delivery'));