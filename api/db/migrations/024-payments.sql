-- What a policy has cost and what was paid for it. `policy_key` and `agent_key` are the small forms of a number and a
-- login that may be written in any case; see 014. A policy whose termination came before its sale has no agent yet.
create table policy_account (
  number uuid primary key,
  policy_number text not null,
  policy_key text not null unique,
  owner_first_name text,
  owner_last_name text,
  agent_login text,
  agent_key text,
  status text not null check (status in ('ACTIVE', 'TERMINATED')),
  opened_at timestamptz not null
);
create index policy_account_agent on policy_account (agent_key) where status = 'ACTIVE';
create index policy_account_seller on policy_account (agent_login) where status = 'ACTIVE';

-- Bank statements that were imported. The columns from `received` to `decimals` are how far that has come: an upload
-- arrives in pieces, each of which goes on where the last one ended.
create table bank_import (
  id uuid primary key,
  file_name text not null,
  source text not null check (source in ('UPLOAD', 'FOLDER')),
  size bigint not null,
  -- Of the content of a file of the folder.
  digest text,
  imported_by text,
  started_at timestamptz not null,
  finished_at timestamptz,
  received bigint not null default 0,
  lines integer not null default 0,
  columns integer,
  decimals integer,
  booked integer not null default 0,
  already_booked integer not null default 0,
  unmatched integer not null default 0,
  -- Why the rest of the file could not be read, and from which line on.
  problem text,
  problem_line integer
);
create index bank_import_newest on bank_import (started_at, id);
create unique index bank_import_of_folder on bank_import (file_name, size, digest) where source = 'FOLDER';

-- Entries are never changed. `line_hash` stands for the content of the line of a bank statement that was booked: no line
-- is booked twice, whatever the code does.
create table account_entry (
  id bigint generated always as identity primary key,
  account uuid not null references policy_account (number),
  kind text not null check (kind in ('EXPECTED', 'IN', 'OUT')),
  amount bigint not null,
  effective_on date not null,
  created_at timestamptz not null,
  line_hash text unique,
  import_id uuid references bank_import (id),
  line integer
);
create index account_entry_account on account_entry (account, effective_on, id);

-- Lines of bank statements that were not booked, in the order in which they were read. One that an administrator has
-- dismissed stays, so that it is not listed again when it comes in another file.
create table unmatched_bank_line (
  id bigint generated always as identity primary key,
  line_hash text not null unique,
  import_id uuid not null references bank_import (id),
  line integer not null,
  text text not null,
  reason text not null,
  account_number text not null,
  accounting_date date,
  amount bigint,
  dismissed_at timestamptz
);
create index unmatched_bank_line_listed on unmatched_bank_line (id) where dismissed_at is null;
create index unmatched_bank_line_import on unmatched_bank_line (import_id, id) where dismissed_at is null;

-- The policies that were sold before there were accounts. Their logins are those of agents, so their small forms are
-- looked for by `agent_login` as well.
insert into policy_account
  (number, policy_number, policy_key, owner_first_name, owner_last_name, agent_login, agent_key, status, opened_at)
select gen_random_uuid(), number::text, number::text, holder ->> 'firstName', holder ->> 'lastName', agent,
  lower(agent collate "C"), case when terminated_at is null then 'ACTIVE' else 'TERMINATED' end, now()
from policy;

insert into account_entry (account, kind, amount, effective_on, created_at)
select account.number, 'EXPECTED', policy.total_premium, policy.cover_from, policy.sold_at
from policy join policy_account as account on account.policy_key = policy.number::text;

insert into account_entry (account, kind, amount, effective_on, created_at)
select account.number, 'OUT', policy.refund, policy.terminated_on, policy.terminated_at
from policy join policy_account as account on account.policy_key = policy.number::text
where policy.terminated_at is not null;
