-- Who is mentioned in which message. Written with the message, so that what is unread is exact at once.
create table message_mention (
  message_id uuid not null references message (id),
  login text not null,
  room_id text not null,
  -- The message's among those of its room.
  number bigint not null,
  -- An edit or a deletion has taken it back. The row stays, so that nobody is told twice.
  withdrawn boolean not null default false,
  -- The notification by which it was told, in the topic of notifications. Null until then.
  notification_seq bigint,
  primary key (message_id, login)
);
create index message_mention_unread on message_mention (login, room_id, number) where not withdrawn;

-- Mentions that have not been told yet, in the order in which they are to be.
create table mention_outbox (
  id bigint generated always as identity primary key,
  message_id uuid not null,
  logins text[] not null
);
