-- When people want to be left alone, in their own time zone, and what else they chose of their notifications; weekday is
-- 1 for Monday (ISO 8601), an end that is not after its start is on the next day.
create table quiet_hours (
    owner_address varchar(320) not null,
    weekday integer not null,
    starts varchar(18) not null,
    ends varchar(18) not null,
    primary key (owner_address, weekday)
);

create table notification_choice (
    owner_address varchar(320) primary key,
    deliver_to_phones boolean not null
);

-- How far a device is preferred, in thousandths (RFC 3863 section 4.1.3).
alter table publication add column q integer not null default 0;
