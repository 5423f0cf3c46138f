-- The report lists what was refused in its period.
create index refusals_by_time on refusals (minute);
