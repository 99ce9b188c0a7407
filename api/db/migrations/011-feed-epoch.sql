-- An epoch names one history of a topic. A topic that was made anew, or a database that has gone back to an earlier
-- state (a restored backup, a promoted replica that lacked commits), goes on in another epoch, so that the same number
-- in both is never taken for the same entry.

-- Identifies the life of this table on this server: it changes when the server starts and when the table or its database
-- is replaced. A row that was written in another one may have been restored meanwhile.
create function feed_incarnation() returns bigint language sql stable as $$
  select hashtextextended(
    extract(epoch from pg_postmaster_start_time())::text || coalesce(pg_relation_filepath('feed_topic'::regclass), ''), 0)
$$;

alter table feed_topic
  add column epoch bigint not null default 0,
  -- Earlier epochs as [epoch, last seq], oldest first: how far this history shares theirs.
  add column past jsonb not null default '[]',
  -- That of the last writer. In another one the topic begins a new epoch before anything is appended.
  add column incarnation bigint not null default 0;

-- Cursors without an epoch belong to 0, that of the topics that are there.
alter table feed_topic alter column epoch set default floor(random() * 9007199254740991)::bigint;
update feed_topic set incarnation = feed_incarnation();

-- Marks beyond the head would keep the count of unread notifications at zero until the head has passed them.
update notification_read set seq = (select coalesce(max(head), 0) from feed_topic where name = 'notifications')
where seq > (select coalesce(max(head), 0) from feed_topic where name = 'notifications');
