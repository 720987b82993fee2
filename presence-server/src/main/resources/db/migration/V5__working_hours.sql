-- When people work, in their own time zone; weekday is 1 for Monday (ISO 8601).
create table working_hours (
    owner_address varchar(320) not null,
    weekday integer not null,
    starts varchar(18) not null,
    ends varchar(18) not null,
    primary key (owner_address, weekday)
);
