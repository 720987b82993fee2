-- feed is sealed with the key in DIR/secret.key, for its address may hold a secret. A copy's bytes stand in parts, since
-- a bytea column takes a megabyte on H2.

create table calendar (
    person varchar(320) not null,
    id varchar(64) not null,
    feed bytea,
    effect varchar(16) not null,
    copy_hash varchar(64),
    copy_read_at timestamp with time zone,
    copy_entity_tag varchar,
    copy_last_modified varchar,
    primary key (person, id)
);

create table calendar_part (
    person varchar(320) not null,
    id varchar(64) not null,
    ordinal integer not null,
    bytes bytea not null,
    primary key (person, id, ordinal)
);
