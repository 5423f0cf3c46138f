CREATE TABLE "history_loads" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"person_id" bigint NOT NULL,
	"requested_at" timestamp (6) with time zone NOT NULL,
	"started_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	"failed" boolean DEFAULT false NOT NULL,
	"planned" integer NOT NULL,
	"loaded" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "a_history_is_loaded_once" CHECK (id = 1),
	CONSTRAINT "a_history_ends_after_it_started" CHECK (ended_at is null or started_at is not null),
	CONSTRAINT "a_history_has_a_bounded_size" CHECK (planned between 1 and 10000 and loaded >= 0)
);
--> statement-breakpoint
ALTER TABLE "history_loads" ADD CONSTRAINT "history_loads_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;