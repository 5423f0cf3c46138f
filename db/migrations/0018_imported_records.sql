CREATE TABLE "imported_records" (
	"import_id" bigint NOT NULL,
	"row_number" integer NOT NULL,
	"salt" "bytea" NOT NULL,
	"row_hash" "bytea" NOT NULL,
	"foreign_number" text NOT NULL,
	"title" text NOT NULL,
	"foreign_type" text,
	"foreign_status" text,
	"client" text,
	"system" text,
	"requested_by" text,
	"approved_by" text,
	"planned_start" timestamp (6) with time zone,
	"planned_end" timestamp (6) with time zone,
	"actual_start" timestamp (6) with time zone,
	"actual_end" timestamp (6) with time zone,
	"outcome" text,
	"link" text,
	"happened_at" timestamp (6) with time zone GENERATED ALWAYS AS (coalesce(actual_start, planned_start, actual_end, planned_end, '-infinity'::timestamp with time zone)) STORED NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', coalesce(foreign_number, '') || ' ' || coalesce(title, '') || ' ' || coalesce(foreign_type, '') || ' ' || coalesce(foreign_status, '') || ' ' || coalesce(client, '') || ' ' || coalesce(system, '') || ' ' || coalesce(requested_by, '') || ' ' || coalesce(approved_by, '') || ' ' || coalesce(outcome, ''))) STORED NOT NULL,
	CONSTRAINT "an_import_has_one_record_a_row" PRIMARY KEY("import_id","row_number"),
	CONSTRAINT "an_imported_record_has_bounded_texts" CHECK (greatest(length(foreign_number), length(title), length(foreign_type), length(foreign_status), length(client), length(system), length(requested_by), length(approved_by), length(link)) <= 1000 and coalesce(length(outcome), 0) <= 10000),
	CONSTRAINT "an_imported_record_ends_after_it_started" CHECK (coalesce(planned_end >= planned_start, true) and coalesce(actual_end >= actual_start, true)),
	CONSTRAINT "an_imported_record_links_to_the_web" CHECK (link ~ '^https?://')
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" bigint PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"source_system" text NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" "bytea" NOT NULL,
	"mapping_text_id" bigint NOT NULL,
	"row_report_text_id" bigint,
	"record_count" integer NOT NULL,
	"left_out" integer NOT NULL,
	"records_hash" "bytea" NOT NULL,
	"imported_by" bigint NOT NULL,
	"imported_at" timestamp (6) with time zone NOT NULL,
	"withdrawn_at" timestamp (6) with time zone,
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "an_import_has_a_known_status" CHECK (status in ('imported', 'withdrawn')),
	CONSTRAINT "an_import_has_a_bounded_number_of_records" CHECK (record_count between 0 and 50000 and left_out >= 0)
);
--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "an_event_is_of_a_known_subject";--> statement-breakpoint
ALTER TABLE "imported_records" ADD CONSTRAINT "imported_records_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_mapping_text_id_texts_id_fk" FOREIGN KEY ("mapping_text_id") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_row_report_text_id_texts_id_fk" FOREIGN KEY ("row_report_text_id") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_imported_by_people_id_fk" FOREIGN KEY ("imported_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imported_records_by_time" ON "imported_records" USING btree ("happened_at","import_id","row_number");--> statement-breakpoint
CREATE INDEX "imported_records_by_words" ON "imported_records" USING gin ("search");--> statement-breakpoint
CREATE INDEX "imports_by_file" ON "imports" USING btree ("file_hash");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "an_event_is_of_a_known_subject" CHECK (subject_type in ('change', 'incident', 'entry', 'system', 'freeze', 'person', 'roster', 'delivery', 'delegation', 'halt', 'import', 'installation'));--> statement-breakpoint
insert into counters (name, value) values ('import', 0);
