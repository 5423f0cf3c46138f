-- What drizzle cannot say: an extension, an exclusion, a reference that is held at the end of the transaction, and the rows
-- that stand from the beginning. Roles are made outside (db/embedded/roles.ts, docs): their rights are in db/sql.
create extension if not exists btree_gist;
--> statement-breakpoint
alter table holds add constraint a_system_is_held_by_one_change_at_a_time
  exclude using gist (system_id with =, during with &&) where (not waived);
--> statement-breakpoint
alter table texts add constraint a_text_belongs_to_its_event
  foreign key (event_id) references events (id) deferrable initially deferred;
--> statement-breakpoint
insert into counters (name, value) values
  ('change', 1000), ('incident', 1000), ('entry', 0), ('system', 0), ('freeze', 0), ('roster', 0), ('delegation', 0), ('halt', 0);
--> statement-breakpoint
insert into log_state (id) values (1);
--> statement-breakpoint
insert into people (issuer, subject, name, first_seen_at, last_seen_at) values ('windlass', 'system:worker', 'Windlass', clock_timestamp(), clock_timestamp());
--> statement-breakpoint
insert into channel_states (channel) values ('slack'), ('email');
--> statement-breakpoint
insert into policy_versions (version, text_id, since, event_id) values (1, null, '2026-04-04T00:00:00Z', null);
--> statement-breakpoint
insert into turns (name) values ('log'), ('checkpoint'), ('notices'), ('verification'), ('wake_slack'), ('wake_email');
