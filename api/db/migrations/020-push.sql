-- The keys by which push services know this installation, made at first start; the newest are in use.
create table push_key (
  public_key text primary key,
  private_key text not null,
  created_at timestamptz not null default now()
);

-- Browsers that want to be pushed to.
create table push_target (
  endpoint text primary key,
  login text not null,
  -- Nothing is pushed once it has ended.
  session_id text not null,
  p256dh text not null,
  auth text not null,
  subscribed_at timestamptz not null
);
create index push_target_login on push_target (login, subscribed_at);

-- The last message of a room of which it was decided whether an agent is called for it by a push. `taken_back` where
-- nothing is shown: it was read since, or never pushed.
create table push_mark (
  login text not null,
  room_id text not null,
  seq bigint not null,
  taken_back boolean not null default false,
  primary key (login, room_id)
);
create index push_mark_shown on push_mark (room_id) where not taken_back;
