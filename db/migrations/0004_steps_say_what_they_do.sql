ALTER TABLE "rules" ADD COLUMN "makes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "rules" ADD COLUMN "does" text[] DEFAULT '{}' NOT NULL;