-- Files that are sent with messages. One without a message is being uploaded, or waits to be sent.
create table file (
  id uuid primary key,
  room_id text not null,
  author text not null,
  name text not null,
  size bigint not null,
  received bigint not null default 0,
  -- By its content; null until all of it has arrived and was looked at. Only of an image are there the others.
  type text,
  width integer,
  height integer,
  thumbnail_id uuid,
  thumbnail_size integer,
  message_id uuid,
  created_at timestamptz not null
);
create index file_author on file (author);
create index file_message on file (message_id) where message_id is not null;
create index file_unsent on file (created_at) where message_id is null;

-- The contents of files, by the file's id, and of their thumbnails.
create table file_chunk (
  content_id uuid not null,
  number integer not null,
  bytes bytea not null,
  primary key (content_id, number)
);
-- Most files are compressed already, and a part of a chunk can only be read alone when the chunk is not.
alter table file_chunk alter column bytes set storage external;

-- In the order in which they are shown; null for none.
alter table message add column attachment_ids uuid[];
