-- Pictures of people, in WebP and two sizes. One that is replaced or removed is deleted.
create table picture (
  id uuid primary key,
  large bytea not null,
  small bytea not null
);
alter table agent add column picture_id uuid references picture (id);
