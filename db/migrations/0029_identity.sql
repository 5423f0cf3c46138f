-- Halts are found by the folded name of their application: see db/sql/names.sql.
drop index if exists halts_that_stand;
--> statement-breakpoint
-- Two accounts that may be one person's: what the one did, the other did too, until a lead says that they are two people.
create table account_pairs (
  later_id bigint not null references people (id),
  earlier_id bigint not null references people (id),
  found_at timestamp with time zone not null,
  verdict text,
  event_id bigint not null references events (id),
  constraint account_pairs_later_id_earlier_id_pk primary key (later_id, earlier_id),
  constraint an_account_is_paired_with_an_earlier_one check (later_id > earlier_id),
  constraint two_accounts_are_of_one_person_or_of_two check (verdict in ('same', 'different'))
);
--> statement-breakpoint
create index account_pairs_by_the_earlier on account_pairs (earlier_id);
--> statement-breakpoint
create index account_pairs_undecided on account_pairs (later_id) where verdict is null;
--> statement-breakpoint
alter table deliveries drop constraint a_delivery_is_of_a_known_kind;
--> statement-breakpoint
alter table deliveries add constraint a_delivery_is_of_a_known_kind check (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'freeze_placed', 'halt_placed', 'halt_lifted', 'halt_stands', 'entry_expiring', 'policy_review_due', 'delegation_placed', 'account_resembles', 'findings_open'));
--> statement-breakpoint
alter table unwanted_emails drop constraint an_unwanted_email_is_of_a_known_kind;
--> statement-breakpoint
alter table unwanted_emails add constraint an_unwanted_email_is_of_a_known_kind check (kind in ('change_failed', 'emergency_declared', 'documentation_due', 'documentation_pressing', 'documentation_overdue', 'review_waiting', 'approval_waiting', 'after_review_waiting', 'window_opening', 'window_overrun', 'freeze_placed', 'halt_placed', 'halt_lifted', 'halt_stands', 'entry_expiring', 'policy_review_due', 'delegation_placed', 'account_resembles', 'findings_open'));
