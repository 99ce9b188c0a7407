-- Versions of a product (covers, questions, names) and of its tariff are kept apart and counted apart. `product.definition`
-- is version 1 of both; later ones are rows of product_revision, which are never changed.
alter table product
  -- The first day of version 1; null for what was sold before there were versions.
  add column valid_from date,
  add column published_by text,
  add column published_at timestamptz,
  -- Null for a published product that is not active means that it is a draft: it was never sold.
  add column withdrawn_at timestamptz;
update product set withdrawn_at = now() where not active;

create table product_revision (
  product_code text not null references product (code),
  kind text not null check (kind in ('PRODUCT', 'TARIFF')),
  number integer not null check (number > 1),
  valid_from date not null,
  definition jsonb not null check (jsonb_typeof(definition) = 'object'),
  published_by text not null,
  published_at timestamptz not null,
  primary key (product_code, kind, number)
);

-- On a day the version counts that began last; of two that begin on one day, the one that was published later.
create view product_version as
  select product_code, kind, number, valid_from, definition, published_by, published_at from product_revision
  union all
  select code, 'PRODUCT', 1, valid_from, definition - 'tariff', published_by, published_at from product
  union all
  select code, 'TARIFF', 1, valid_from, definition -> 'tariff', published_by, published_at from product;

-- By which versions an offer was made. Processes of the last version know only the first.
alter table offer
  add column product_version integer not null default 1,
  add column tariff_version integer not null default 1,
  -- By question code; null for offers that were made before it was kept.
  add column answers jsonb;
create index offer_of_product on offer (product_code, created_at);
alter table policy
  add column product_version integer not null default 1,
  add column tariff_version integer not null default 1;
