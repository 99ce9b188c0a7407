-- Facts that have happened and not yet left for the broker. Rows leave by being deleted, so neither holes in the ids
-- nor commits out of order lose one. Two facts about one subject are written by transactions that follow each other,
-- hence their ids are in the order in which they happened.
create table outbox (
  id bigint generated always as identity primary key,
  message_id text not null,
  name text not null,
  type text,
  subject text not null,
  body text not null,
  at timestamptz not null,
  refusals integer not null default 0,
  due_at timestamptz not null default now(),
  error text,
  set_aside_at timestamptz
);

create index outbox_waiting on outbox (id) where set_aside_at is null;
create index outbox_subject on outbox (subject, id) where set_aside_at is null;

-- What the bridge has taken in. Keys that begin with 'message:' name one message and are kept for a while; all others
-- name something that happens once for ever, like the sale of a policy, and are kept as long.
create table inbox (
  key text primary key,
  seen_at timestamptz not null default now()
);

create index inbox_passing on inbox (seen_at) where key like 'message:%';

-- The queues of the embedded broker, one per event name, and its dead letters.
create table broker_message (
  id bigint generated always as identity primary key,
  message_id text,
  name text not null,
  type text,
  body text not null,
  at timestamptz,
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  dead_at timestamptz,
  reason text
);

create index broker_message_waiting on broker_message (name, id) where dead_at is null;
create index broker_message_dead on broker_message (id) where dead_at is not null;
