-- What the members of a room want to find again. Null for a message that is not pinned.
alter table message add column pinned_at timestamptz, add column pinned_by text;
create index message_pinned on message (room_id, pinned_at) where pinned_at is not null;

-- When a file was sent. Null for one that was not, and for what a process of the last version sends meanwhile.
alter table file add column sent_at timestamptz;
update file set sent_at = message.sent_at from message where message.id = file.message_id;
create index file_of_room on file (room_id, (coalesce(sent_at, created_at)), id) where message_id is not null;

-- The names of its files are among the words of a message: those that have some get their words anew.
update message set words_version = null where attachment_ids is not null;

-- Offers are listed newest first, all of them or one agent's.
create index offer_newest on offer (created_at, number);
create index offer_of_agent on offer (agent, created_at, number);

-- Policies of an agent whose cover ends soon.
create index policy_ending on policy (agent, cover_to, number) where terminated_at is null;
