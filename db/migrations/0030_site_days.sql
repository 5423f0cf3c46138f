-- A day as a limit is a day of the site: its zone is written here at each start (see db/sql/days.sql).
ALTER TABLE "installation" ADD COLUMN "site_timezone" text DEFAULT 'UTC' NOT NULL;
