-- Where the person is, as a device of theirs says it.
alter table publication add column place varchar(256);
