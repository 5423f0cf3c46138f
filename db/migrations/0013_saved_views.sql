CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" bigint NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean NOT NULL,
	"at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "a_person_has_one_view_of_a_name" UNIQUE("person_id","name"),
	CONSTRAINT "a_view_has_a_short_name" CHECK (length(name) between 1 and 60),
	CONSTRAINT "a_view_is_a_filter" CHECK (length(query) between 1 and 1000)
);
--> statement-breakpoint
DROP INDEX "changes_by_last_event";--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "shared_views" ON "saved_views" USING btree ("name") WHERE shared;--> statement-breakpoint
CREATE INDEX "changes_by_last_event_at" ON "changes" USING btree ("last_event_at","id");