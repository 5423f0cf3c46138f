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
	"words" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "answered_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "answered_by" bigint;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "answer_text" bigint;--> statement-breakpoint
ALTER TABLE "texts" ADD COLUMN "redacted_by" bigint;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log_entries" ADD CONSTRAINT "log_entries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checkpoints_handed_out" ON "checkpoints" USING btree ("id") WHERE handed_out_at is not null;--> statement-breakpoint
CREATE INDEX "exports_by_time" ON "exports" USING btree ("at");--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_answered_by_people_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_answer_text_texts_id_fk" FOREIGN KEY ("answer_text") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "a_finding_is_answered_in_words" CHECK ((answered_at is null) = (answer_text is null) and (answered_at is null) = (answered_by is null));--> statement-breakpoint
ALTER TABLE "texts" ADD CONSTRAINT "a_text_is_there_or_was_redacted" CHECK ((text is null) = (redacted_by is not null));