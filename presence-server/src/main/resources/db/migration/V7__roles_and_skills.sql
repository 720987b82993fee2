-- What people are there for and what they know; JSON arrays of short words.
alter table person add column roles varchar default '[]' not null;
alter table person add column skills varchar default '[]' not null;
