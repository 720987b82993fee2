-- What people let others see of them, in their order.
create table privacy_list (
    owner_address varchar(320) primary key,
    version bigint not null
);

create table privacy_rule (
    owner_address varchar(320) not null,
    ordinal integer not null,
    who_kind varchar(16) not null,
    who varchar(320) not null,
    handling varchar(16) not null,
    level varchar(16) not null,
    may_break_in boolean not null,
    valid_from timestamp with time zone,
    valid_until timestamp with time zone,
    since timestamp with time zone not null,
    primary key (owner_address, ordinal)
);
