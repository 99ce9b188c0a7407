-- Policies as PDF, of which each is made once: whoever asks again gets the same bytes.
create table policy_document (
  policy uuid not null references policy (number),
  language text not null check (language in ('EN', 'PL')),
  content bytea not null,
  made_at timestamptz not null,
  primary key (policy, language)
);
