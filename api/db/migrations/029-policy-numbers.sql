-- Short numbers of policies and offers; see policies/number.ts. They come from a sequence, so no two are the same, and are
-- scrambled, so that they do not tell how many there are: a Feistel network of six rounds over two halves of four digits,
-- which is a permutation of all numbers of eight digits. The key is of this database alone. The database makes them, so
-- processes of the last version have them as well.
create function scrambled_number(serial bigint, key text) returns integer language plpgsql immutable strict
set search_path = pg_catalog as $$
declare
  high integer := serial / 10000;
  low integer := serial % 10000;
  digest bytea;
  mixed integer;
begin
  for round in 1..6 loop
    digest := sha256(convert_to(key || ':' || round || ':' || low, 'UTF8'));
    mixed := (high + get_byte(digest, 0) * 65536 + get_byte(digest, 1) * 256 + get_byte(digest, 2)) % 10000;
    high := low;
    low := mixed;
  end loop;
  return high * 10000 + low;
end
$$;

create sequence policy_short_number minvalue 0 maxvalue 99999999;
create sequence offer_short_number minvalue 0 maxvalue 99999999;
-- A role that may only write tables needs no right to the sequences.
create function next_policy_number() returns bigint language sql volatile security definer
return nextval('policy_short_number'::regclass);
create function next_offer_number() returns bigint language sql volatile security definer
return nextval('offer_short_number'::regclass);

-- By the holder's last and first name, without accents and the case of Latin letters.
create function holder_key(holder jsonb) returns text language sql immutable strict
set search_path = pg_catalog as $$
  select lower(translate(regexp_replace(
    normalize(coalesce(holder ->> 'lastName', '') || ' ' || coalesce(holder ->> 'firstName', ''), NFD),
    '[\u0300-\u036f]', '', 'g'), 'ŁłØøĐđ', 'LlOoDd') collate "C")
$$;

-- One statement for each table: each is rewritten once.
do $$
begin
  execute format(
    'alter table policy
      add column short_number integer not null default scrambled_number(next_policy_number(), %L),
      add column holder_key text collate "C" generated always as (holder_key(holder)) stored,
      add column search_version integer not null default 1',
    gen_random_uuid());
  execute format(
    'alter table offer
      add column short_number integer not null default scrambled_number(next_offer_number(), %L)',
    gen_random_uuid());
end
$$;
alter sequence policy_short_number owned by policy.short_number;
alter sequence offer_short_number owned by offer.short_number;
create unique index policy_short_number_key on policy (short_number);
create unique index offer_short_number_key on offer (short_number);

-- Which words a policy is found by; those of an earlier version are replaced while the server runs.
create index policy_search_version on policy (number) where search_version < 2;

-- The orders in which all policies are read; those of one agent are sorted.
create index policy_by_start on policy (cover_from, number);
create index policy_by_end on policy ((coalesce(terminated_on, cover_to)), number);
create index policy_by_premium on policy ((coalesce(kept_premium, total_premium)), number);
create index policy_by_holder on policy (holder_key, number);
create index policy_sold_by on policy (lower(agent collate "C"), sold_at, number);
create index policy_by_product on policy (product_code collate "C", number);
