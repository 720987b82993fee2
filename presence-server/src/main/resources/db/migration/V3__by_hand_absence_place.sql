-- What ends a manual state before its time, out of office and the work location as the person says so.
alter table by_hand add column ends_early varchar(16);
alter table by_hand add column absent_from timestamp with time zone;
alter table by_hand add column absent_until timestamp with time zone;
alter table by_hand add column absent_note_text varchar(1024);
alter table by_hand add column absent_note_lang varchar(35);
alter table by_hand add column work_place varchar(256);
alter table by_hand add column work_place_until timestamp with time zone;

-- Who ever had a device: a calendar never speaks for them alone.
create table had_device (
    presentity varchar(320) primary key
);
