-- Who is on call.

select 1;
