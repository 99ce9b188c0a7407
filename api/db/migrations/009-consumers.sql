-- Several consumers take in the same events, each once. Marks without a consumer are those of notifications, which was
-- the only one. The key stays the first column of the index: processes of the last version look by it alone.
alter table inbox add column consumer text not null default 'notifications';
alter table inbox drop constraint inbox_pkey;
alter table inbox add primary key (key, consumer);

-- Which events go to which queues of the embedded broker, whatever process publishes them. A migration that follows the
-- removal of a consumer deletes its bindings.
create table broker_binding (
  event text not null,
  queue text not null,
  primary key (event, queue)
);

-- `name` is the name of the queue. Rows of the last version have no event: its queues had the names of the events.
alter table broker_message add column event text;
