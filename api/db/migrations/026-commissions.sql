-- What agents earn. Rates are hundredths of a percent; a product without one of its own has the rate of the code.
create table commission_rate (
  -- The small form of the code, since products are the same in any case.
  product_key text primary key,
  product_code text not null,
  basis_points integer not null check (basis_points between 0 and 10000),
  changed_by text not null,
  changed_at timestamptz not null
);

-- One row for the sale of a policy and one for its termination, whichever comes first. `amount` is null where there is no
-- commission: the sale names no agent, or has not come yet.
create table commission (
  id uuid primary key,
  policy_number text not null,
  policy_key text not null,
  kind text not null check (kind in ('SALE', 'TERMINATION')),
  product_code text not null,
  agent_login text,
  agent_key text,
  -- The premium of the sale, or the refund of the termination.
  base bigint not null,
  basis_points integer,
  amount bigint,
  -- When it happened, as the event says.
  at timestamptz not null,
  unique (policy_key, kind)
);
create index commission_newest on commission (at, id) where amount is not null;
create index commission_of_agent on commission (agent_key, at, id) where amount is not null;

-- Policies that are there already get their commissions without news of them.
with sold as (
  select policy.*, coalesce((select login_key from agent where login = policy.agent), lower(policy.agent)) as agent_key
  from policy
)
insert into commission (id, policy_number, policy_key, kind, product_code, agent_login, agent_key, base, basis_points, amount, at)
select gen_random_uuid(), number::text, number::text, 'SALE', product_code, agent, agent_key, total_premium, 1000,
  round(total_premium * 0.1), sold_at
from sold
union all
select gen_random_uuid(), number::text, number::text, 'TERMINATION', product_code, agent, agent_key, refund, 1000,
  -least(round(refund * 0.1), round(total_premium * 0.1)), terminated_at
from sold where terminated_at is not null;
