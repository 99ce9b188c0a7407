-- The log behind everything live that is kept. A topic's head is the last sequence number it gave out: it moves under
-- the row's lock inside the writer's transaction, so numbers have no holes and their order is the order of commit.
create table feed_topic (
  name text primary key,
  head bigint not null default 0,
  -- The first sequence number that is still kept.
  oldest bigint not null default 1
);

create table feed_entry (
  topic text not null references feed_topic (name),
  seq bigint not null,
  kind text not null,
  body jsonb not null,
  -- The logins that may see the entry; null means everybody.
  audience text[],
  at timestamptz not null,
  primary key (topic, seq)
);
