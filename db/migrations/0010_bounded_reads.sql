DROP INDEX "changes_by_creation";--> statement-breakpoint
CREATE INDEX "failures_of_an_entry" ON "changes" USING btree ("entry_id") WHERE failed_at is not null;--> statement-breakpoint
CREATE INDEX "reviews_of_emergencies" ON "events" USING btree ("subject_id") WHERE step = 'review_after';--> statement-breakpoint
CREATE INDEX "changes_by_creation" ON "changes" USING btree ("created_at","id","type");