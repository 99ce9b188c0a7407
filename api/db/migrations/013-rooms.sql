-- Rooms have a kind and members. The room `general` is everybody's: nobody joins or leaves it.
alter table room
  add column kind text not null default 'OPEN' check (kind in ('OPEN', 'CLOSED', 'DIRECT')),
  -- What the room is about, in a line.
  add column about text not null default '',
  add column everybody boolean not null default false,
  -- The logins of a direct room as a JSON array in order: the same people are always the same room.
  add column direct_key text unique check ((direct_key is not null) = (kind = 'DIRECT')),
  add column created_by text,
  add column created_at timestamptz not null default now(),
  add column archived_at timestamptz;
update room set everybody = true where id = 'general';

create table room_member (
  room_id text not null references room (id),
  login text not null,
  role text not null check (role in ('OWNER', 'MEMBER')),
  joined_at timestamptz not null,
  primary key (room_id, login)
);
create index room_member_login on room_member (login);

-- How many messages a room has: the newest one's number. Only written with the lock on the room's topic.
create table room_counter (
  room_id text primary key,
  messages bigint not null
);

-- An edited message keeps its place. `number` counts the messages of a room: 1, 2, 3 …, so that what is unread is a
-- subtraction. It is null only for what a process of the last version wrote meanwhile.
alter table message
  add column number bigint,
  add column version integer not null default 1,
  add column edited_at timestamptz,
  add column deleted_at timestamptz,
  add column reply_to uuid;
update message set number = counted.number
from (select id, row_number() over (partition by room_id order by seq) as number from message) as counted
where counted.id = message.id;
insert into room_counter select room_id, max(number) from message group by room_id;

-- Deleted messages are few: how many of what is unread are.
create index message_deleted on message (room_id, number) where deleted_at is not null;

-- The earlier texts of an edited message.
create table message_version (
  message_id uuid not null references message (id),
  version integer not null,
  text text not null,
  at timestamptz not null,
  primary key (message_id, version)
);

create table message_reaction (
  message_id uuid not null references message (id),
  emoji text not null,
  login text not null,
  at timestamptz not null,
  primary key (message_id, emoji, login)
);

-- What an agent has read of a room: up to which seq, and how many of its messages that are. `own_after` is how many of
-- those that follow are the agent's own. Whether the agent is a member does not matter here.
create table room_reading (
  login text not null,
  room_id text not null,
  read_seq bigint not null default 0,
  read_number bigint not null default 0,
  own_after integer not null default 0,
  involvement text check (involvement in ('NOTHING', 'MENTIONS', 'EVERYTHING')),
  primary key (login, room_id)
);

-- Agents know what was written in rooms of everybody before there were these marks, and before they came.
create function read_rooms_of_everybody() returns trigger language plpgsql as $$
begin
  insert into room_reading (login, room_id, read_seq, read_number)
  select new.login, room.id, coalesce(feed_topic.head, 0), coalesce(room_counter.messages, 0)
  from room
  left join feed_topic on feed_topic.name = 'room:' || room.id
  left join room_counter on room_counter.room_id = room.id
  where room.everybody
  on conflict do nothing;
  return null;
end $$;
create trigger agent_reads_rooms after insert on agent for each row execute function read_rooms_of_everybody();
insert into room_reading (login, room_id, read_seq, read_number)
select agent.login, room.id, coalesce(feed_topic.head, 0), coalesce(room_counter.messages, 0)
from agent cross join room
left join feed_topic on feed_topic.name = 'room:' || room.id
left join room_counter on room_counter.room_id = room.id
where room.everybody;

-- An entry can end somebody's right to read the topic, and can have taken back what an earlier entry said.
alter table feed_entry add column revokes text[], add column redacts bigint;
