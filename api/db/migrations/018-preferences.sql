-- How agents want to be called. Who has set nothing has no row.
create table preferences (
  login text primary key,
  show_typing boolean not null,
  sounds boolean not null,
  desktop_notifications boolean not null,
  do_not_disturb_until timestamptz,
  -- A list of { weekday, from, to } in the time zone.
  quiet_hours jsonb not null,
  time_zone text
);
