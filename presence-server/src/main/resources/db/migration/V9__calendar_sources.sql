-- A calendar's effect has three words now. A feed's credentials are sealed with the key in DIR/secret.key, as its address
-- is. A calendar from the watched folder comes and goes with its file.

update calendar set effect = 'BUSY' where effect = 'COUNTS';
update calendar set effect = 'IGNORE' where effect = 'IGNORED';

alter table calendar add column credentials bytea;
alter table calendar add column from_folder boolean default false not null;
