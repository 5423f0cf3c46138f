CREATE TABLE "api_token_uses" (
	"token_id" bigint PRIMARY KEY NOT NULL,
	"last_used_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" bigint PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"name" text NOT NULL,
	"token_sha256" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"client_ids" bigint[],
	"system_ids" bigint[],
	"networks" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "a_secret_is_one_api_token" UNIQUE("token_sha256"),
	CONSTRAINT "a_token_lives_at_most_90_days" CHECK (expires_at > created_at and expires_at <= created_at + interval '90 days'),
	CONSTRAINT "a_token_has_a_scope" CHECK (cardinality(scopes) > 0 and scopes <@ array['read', 'propose', 'execute', 'observe', 'metrics', 'scim'])
);
--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "token_id" bigint;--> statement-breakpoint
ALTER TABLE "rules" ADD COLUMN "token_scope" text;--> statement-breakpoint
ALTER TABLE "api_token_uses" ADD CONSTRAINT "api_token_uses_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_tokens_of_a_person" ON "api_tokens" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "api_tokens_by_end" ON "api_tokens" USING btree ("expires_at") WHERE revoked_at is null;