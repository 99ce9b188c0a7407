create table notification (
  seq bigint primary key,
  id uuid not null unique,
  kind text not null,
  at timestamptz not null,
  text text not null,
  amount_cents bigint,
  policy_number text,
  product_code text,
  agent_login text,
  -- The termination date of a PolicyTerminated.
  day date,
  audience text[]
);
create index notification_policy on notification (policy_number, kind) where policy_number is not null;

-- Up to which place in the feed an agent has read; it only moves forward.
create table notification_read (
  login text primary key,
  seq bigint not null
);
