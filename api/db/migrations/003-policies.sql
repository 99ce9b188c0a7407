-- What is sold, as data: covers, questions and the tariff are in the definition, so a new product is a new row.
create table product (
  code text primary key check (code ~ '^[A-Z0-9_-]{1,32}$'),
  -- The place in the catalogue.
  position integer not null default 0,
  -- A product that is no longer sold leaves the catalogue; its offers and policies keep it.
  active boolean not null default true,
  definition jsonb not null check (jsonb_typeof(definition) = 'object')
);

-- Money is in cents everywhere. Covers are kept as they were priced: [{ code, name, premium }].
create table offer (
  number uuid primary key,
  product_code text not null references product (code),
  policy_from date not null,
  policy_to date not null check (policy_to > policy_from),
  covers jsonb not null,
  agent text not null,
  created_at timestamptz not null,
  valid_until timestamptz not null,
  policy_number uuid unique,
  bought_by text,
  check (num_nulls(policy_number, bought_by) in (0, 2))
);

-- A policy changes once at most, by its termination: the columns up to total_premium are version 1 and never change,
-- those from terminated_at on are version 2.
create table policy (
  number uuid primary key,
  -- No offer is sold twice, whatever the code does.
  offer_number uuid not null unique references offer (number),
  product_code text not null references product (code),
  agent text not null,
  holder jsonb not null,
  sold_at timestamptz not null,
  cover_from date not null,
  cover_to date not null,
  covers jsonb not null,
  total_premium bigint not null check (total_premium >= 0),
  terminated_at timestamptz,
  terminated_on date check (terminated_on between cover_from and cover_to),
  kept_covers jsonb,
  kept_premium bigint check (kept_premium >= 0),
  refund bigint check (refund >= 0 and kept_premium + refund = total_premium),
  -- The folded words by which it is found; see search.ts.
  search tsvector not null,
  check (num_nulls(terminated_at, terminated_on, kept_covers, kept_premium, refund) in (0, 5))
);

alter table offer add foreign key (policy_number) references policy (number);

-- Lists are read newest first from any place, all of them or one agent's.
create index policy_newest on policy (sold_at, number);
create index policy_of_agent on policy (agent, sold_at, number);
create index policy_search on policy using gin (search);
