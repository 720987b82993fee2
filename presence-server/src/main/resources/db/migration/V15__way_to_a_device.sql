-- The proxies on the way to a device, which of its flows a binding is, and since when it is registered.
alter table binding add column device varchar;
update binding set device = coalesce(instance, contact);
alter table binding alter column device set not null;
alter table binding add column flow_number integer;
alter table binding add column path varchar default '[]' not null;
alter table binding add column begun_at timestamp with time zone default current_timestamp not null;
