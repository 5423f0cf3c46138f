-- The newest forms of a person are found without reading the others'.
create index kept_forms_by_person on kept_forms (person_id, at);--> statement-breakpoint
-- How often somebody asked for what takes long, in the time that runs. Nothing of it is a record; rows go when their time is over.
create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint not null
);--> statement-breakpoint
create index rate_limits_by_end on rate_limits (expire);--> statement-breakpoint
-- What one does at a time, and others after them: a row to lock, which no role but the owner can.
create table turns (
  name text primary key
);--> statement-breakpoint
insert into turns (name) values ('log'), ('checkpoint'), ('notices'), ('verification'), ('wake_slack'), ('wake_email');
