-- What a verification found carries the signature of the worker that found it. What was found before has none, and proves nothing.
alter table verifications add column note text not null default '';
--> statement-breakpoint
alter table verifications alter column note drop default;
