create table agent (
  login text primary key,
  name text not null,
  avatar text,
  role text not null default 'AGENT' check (role in ('AGENT', 'ADMIN', 'SERVICE')),
  -- Argon2id in PHC form; null for agents whom only an external issuer signs in.
  password_hash text
);

-- The keys of the built-in issuer, made at first start; the newest is in use.
create table signing_key (
  id uuid primary key,
  secret bytea not null,
  created_at timestamptz not null default now()
);

-- A log-in, or a foreign token that was logged out. Access tokens name it; once revoked they are refused everywhere.
create table session (
  id text primary key,
  login text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);

-- Each refresh token of a session is good for one use; the successor belongs to the same session.
create table refresh_token (
  hash bytea primary key,
  session_id text not null references session (id) on delete cascade,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index refresh_token_session on refresh_token (session_id);
