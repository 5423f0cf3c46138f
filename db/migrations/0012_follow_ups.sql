-- Changes that follow from another.

select 1;
