create table room (
  id text primary key,
  name text not null
);
insert into room (id, name) values ('general', 'All agents');

create table message (
  id uuid primary key,
  room_id text not null references room (id),
  seq bigint not null,
  author text not null,
  text text not null,
  sent_at timestamptz not null,
  client_id text
);
create unique index message_place on message (room_id, seq);
-- The same author and clientId is the same message, however often it is sent.
create unique index message_once on message (author, client_id);
