-- The sales board: what events said of each policy, whoever sold it, and the numbers that are folded from that.
create table sale (
  -- The policy number in small letters by Unicode, or a digest of a very long one.
  policy_key text primary key,
  policy_number text not null,
  -- What the sale said. Null until it was told: a termination may come first.
  product_code text,
  -- The login in small letters; empty where the event named nobody.
  agent text,
  sold_at timestamptz,
  sold_on date,
  cover_from date,
  premium bigint,
  -- What the termination said.
  terminated_at timestamptz,
  terminated_on date,
  -- The entries of the topic `sales` from which on the numbers have the sale and the termination.
  sold_seq bigint,
  terminated_seq bigint,
  check (num_nulls(product_code, agent, sold_at, sold_on, cover_from, premium) in (0, 6)),
  check (terminated_seq >= sold_seq)
);
create unique index sale_sold_seq on sale (sold_seq);
create index sale_terminated_seq on sale (terminated_seq) where terminated_seq is not null;
create index sale_sold_on on sale (sold_on, sold_seq);
create index sale_cover_from on sale (cover_from, sold_seq);

-- Sums over days and months, by the day of the sale and by the start of cover, of each product, of each agent, of both
-- and of all. A rebuild writes another generation beside the one that is read.
create table sales_total (
  generation integer not null,
  by_cover boolean not null,
  -- Of a whole month, `day` being its first.
  monthly boolean not null,
  by_product boolean not null,
  by_agent boolean not null,
  day date not null,
  -- Empty where the row is not of one product, or not of one agent. Compared byte by byte: nobody sorts by them.
  product_code text collate "C" not null,
  agent text collate "C" not null,
  sold bigint not null,
  sold_premium bigint not null,
  -- How much of that has been terminated since.
  terminated bigint not null,
  terminated_premium bigint not null,
  primary key (generation, by_cover, monthly, by_product, by_agent, day, product_code, agent)
) with (fillfactor = 80);
create index sales_total_series
  on sales_total (generation, by_cover, monthly, by_product, by_agent, product_code, agent, day);

-- The generation that is read.
create table sales_model (
  only_one boolean primary key default true check (only_one),
  generation integer not null
);
insert into sales_model (generation) values (1);

-- Policies that are there already, as if their events had come in their order. Logins of the directory have their small
-- form beside them; for others that of ASCII must do.
with known as (
  select number, product_code, sold_at, cover_from, total_premium, terminated_at, terminated_on,
    coalesce((select min(login_key) from agent where agent.login = policy.agent), lower(policy.agent collate "C")) as agent
  from policy
), told as (
  select number, kind, row_number() over (order by at, kind, number) as seq
  from known
    cross join lateral (values (1, sold_at), (2, greatest(terminated_at, sold_at))) as event (kind, at)
  where kind = 1 or terminated_at is not null
)
insert into sale
select known.number::text, known.number::text, product_code, agent, sold_at, (sold_at at time zone 'UTC')::date, cover_from,
  total_premium, terminated_at, terminated_on, sold.seq, terminated.seq
from known
  join told as sold using (number)
  left join told as terminated on terminated.number = known.number and terminated.kind = 2
where sold.kind = 1;

insert into feed_topic (name, head, oldest, incarnation)
select 'sales', count(sold_seq) + count(terminated_seq), count(sold_seq) + count(terminated_seq) + 1, feed_incarnation()
from sale having count(*) > 0;

insert into sales_total
select 1, by_cover, monthly, grouping(product_code) = 0, grouping(agent) = 0, day, coalesce(product_code, ''),
  coalesce(agent, ''), count(*), sum(premium), count(terminated_seq),
  coalesce(sum(premium) filter (where terminated_seq is not null), 0)
from sale
  cross join lateral (values (false, sold_on), (true, cover_from)) as basis (by_cover, date)
  cross join lateral (values (false, date), (true, date_trunc('month', date::timestamp)::date)) as grain (monthly, day)
group by by_cover, monthly, day, cube (product_code, agent)
order by 2, 3, 4, 5, 7, 8, 6;
