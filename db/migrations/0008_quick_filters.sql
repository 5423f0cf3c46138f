CREATE INDEX "open_changes_of_an_author" ON "changes" USING btree ("author_id","id") WHERE not status in ('closed', 'rejected', 'cancelled');--> statement-breakpoint
CREATE INDEX "open_changes_of_an_executor" ON "changes" USING btree ("who_id","id") WHERE not status in ('closed', 'rejected', 'cancelled');--> statement-breakpoint
CREATE INDEX "open_changes_of_an_implementer" ON "changes" USING btree ("implementer_id","id") WHERE not status in ('closed', 'rejected', 'cancelled');--> statement-breakpoint
CREATE INDEX "windows_to_keep" ON "changes" USING btree ("window_end") WHERE type in ('normal') and status in ('scheduled', 'in_progress');--> statement-breakpoint
CREATE INDEX "approvals_to_use" ON "changes" USING btree ("approved_at") WHERE status in ('approved', 'scheduled');--> statement-breakpoint
CREATE INDEX "emergencies_to_document" ON "changes" USING btree ("started_at") WHERE type in ('emergency') and facts_complete_at is null and not status in ('closed');