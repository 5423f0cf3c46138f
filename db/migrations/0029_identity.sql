-- Halts are found by the folded name of their application: see db/sql/names.sql.
drop index if exists halts_that_stand;
