-- A deactivated agent can neither log in nor act; what they wrote stays theirs.
alter table agent add column deactivated_at timestamptz;
-- What agents say of themselves, until `status_until` where that is not null.
alter table agent add column status_emoji text;
alter table agent add column status_text text;
alter table agent add column status_until timestamptz;
-- When the last connection of an agent closed, as far as the process that held it could still write.
alter table agent add column last_seen_at timestamptz;

create index session_login on session (login);

-- Who did what. Rows are never changed. `actor` and `subject` are kept as they were written: they may name what is gone.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  action text not null,
  actor text,
  subject text,
  detail text,
  address text
);
create index audit_entry_actor on audit_entry (actor, id);
create index audit_entry_subject on audit_entry (subject, id);

-- Announcements that stay in sight until an administrator takes them down, or until `shown_until`.
create table pinned_announcement (
  -- That of its notification.
  id uuid primary key,
  text text not null,
  author text not null,
  pinned_at timestamptz not null,
  shown_until timestamptz
);
