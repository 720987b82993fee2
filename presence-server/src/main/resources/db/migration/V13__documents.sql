-- People's XCAP documents as they wrote them (RFC 4825), one of each kind.
create table document (
    owner_address varchar(320) not null,
    auid varchar(64) not null,
    content text not null,
    primary key (owner_address, auid)
);
