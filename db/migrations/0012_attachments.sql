CREATE TABLE "attachments" (
	"text_id" bigint PRIMARY KEY NOT NULL,
	"content" "bytea"
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_text_id_texts_id_fk" FOREIGN KEY ("text_id") REFERENCES "public"."texts"("id") ON DELETE no action ON UPDATE no action;