-- A rule document of a person's own that no ranked rules can say, as JSON.
alter table privacy_list add column custom text;
