-- What a message is found by; see chat/search.ts. `words_version` is the version of the text that the words are of: null
-- for messages of before, which are filled in step by step while the server runs, and behind `version` for what a process
-- of the last version has edited meanwhile.
alter table message add column words tsvector, add column words_version integer;
create index message_words on message using gin (words);
create index message_sent on message (sent_at, id);
create index message_without_words on message (sent_at) where words_version is distinct from version;
