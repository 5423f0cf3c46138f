CREATE TABLE "mentions" (
	"event_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"change_id" bigint NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	"seen_at" timestamp (6) with time zone,
	CONSTRAINT "mentions_event_id_person_id_pk" PRIMARY KEY("event_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"person_id" bigint NOT NULL,
	"target" text NOT NULL,
	"event_id" bigint NOT NULL,
	CONSTRAINT "watches_person_id_target_pk" PRIMARY KEY("person_id","target"),
	CONSTRAINT "what_is_watched_can_be" CHECK (target ~ '^(change|system|client):[0-9]{1,15}$')
);
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "a_delivery_is_of_a_known_kind";--> statement-breakpoint
ALTER TABLE "email_opt_outs" DROP CONSTRAINT "an_unwanted_email_is_of_a_known_kind";--> statement-breakpoint
ALTER TABLE "notice_rules" ADD COLUMN "personal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentions" ADD CONSTRAINT "mentions_change_id_changes_id_fk" FOREIGN KEY ("change_id") REFERENCES "public"."changes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watches" ADD CONSTRAINT "watches_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mentions_not_seen" ON "mentions" USING btree ("person_id","event_id") WHERE seen_at is null;--> statement-breakpoint
CREATE INDEX "watchers_of_a_record" ON "watches" USING btree ("target");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "a_delivery_is_of_a_known_kind" CHECK (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'named_in_note', 'watched_step', 'freeze_placed', 'halt_placed', 'halt_lifted', 'halt_stands', 'entry_expiring', 'policy_review_due', 'delegation_placed', 'account_resembles', 'findings_open'));--> statement-breakpoint
ALTER TABLE "email_opt_outs" ADD CONSTRAINT "an_unwanted_email_is_of_a_known_kind" CHECK (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'named_in_note', 'watched_step', 'freeze_placed', 'halt_placed', 'halt_lifted', 'halt_stands', 'entry_expiring', 'policy_review_due', 'delegation_placed', 'account_resembles', 'findings_open'));