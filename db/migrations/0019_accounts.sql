CREATE TABLE "accounts" (
	"id" bigint PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"name" text NOT NULL,
	"purpose_text_id" bigint NOT NULL,
	"scopes" text[] NOT NULL,
	"client_ids" bigint[],
	"system_ids" bigint[],
	"accountable_id" bigint NOT NULL,
	"step_seq" integer NOT NULL,
	"last_event_id" bigint NOT NULL,
	CONSTRAINT "a_service_account_has_a_known_status" CHECK (status in ('proposed', 'approved', 'ended')),
	CONSTRAINT "a_service_account_has_a_scope" CHECK (cardinality(scopes) > 0 and scopes <@ array['read', 'propose', 'execute', 'observe', 'metrics', 'scim'])
);
--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "an_event_is_of_a_known_subject";--> statement-breakpoint
ALTER TABLE "api_tokens" ADD COLUMN "account_id" bigint;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_purpose_text_id_texts_id_fk" FOREIGN KEY ("purpose_text_id") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_accountable_id_people_id_fk" FOREIGN KEY ("accountable_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "service_accounts_have_names_of_their_own" ON "accounts" USING btree (fold_name("name")) WHERE status <> 'ended';--> statement-breakpoint
CREATE INDEX "accounts_of_a_person" ON "accounts" USING btree ("accountable_id");--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_tokens_of_an_account" ON "api_tokens" USING btree ("account_id","id") WHERE account_id is not null;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "an_event_is_of_a_known_subject" CHECK (subject_type in ('change', 'incident', 'entry', 'system', 'freeze', 'person', 'roster', 'delivery', 'delegation', 'halt', 'import', 'account', 'installation'));--> statement-breakpoint
insert into counters (name, value) values ('account', 0);
