-- A need's sentence goes by the reason why it does not hold.
ALTER TABLE "need_words" ADD COLUMN "place" integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE "need_words" ADD COLUMN "reason" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "need_words" ADD COLUMN "clause" text;--> statement-breakpoint
ALTER TABLE "need_words" DROP CONSTRAINT "need_words_pkey";--> statement-breakpoint
ALTER TABLE "need_words" ADD CONSTRAINT "need_words_need_place_pk" PRIMARY KEY ("need", "place");
