-- Alerts and notices: queued with their cause, claimed, tried and told of.

select 1;
