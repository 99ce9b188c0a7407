/** What a role, a database or a server may have been given by its owner, each as bad for us as it can be. */
export const hostileSettings: Record<string, string> = {
  DateStyle: 'German, DMY',
  TimeZone: 'Asia/Kathmandu',
  IntervalStyle: 'sql_standard',
  bytea_output: 'escape',
  extra_float_digits: '-10',
  xmloption: 'document',
  standard_conforming_strings: 'off',
  array_nulls: 'off',
  transform_null_equals: 'on',
  default_text_search_config: 'pg_catalog.english',
  gin_fuzzy_search_limit: '1',
  default_transaction_isolation: 'serializable',
  default_transaction_deferrable: 'on',
  statement_timeout: '1ms',
  lock_timeout: '1ms',
  idle_in_transaction_session_timeout: '1ms',
  idle_session_timeout: '1ms',
  search_path: 'elsewhere, pg_catalog, public',
  client_encoding: 'LATIN1',
  client_min_messages: 'error',
  exit_on_error: 'on',
  synchronous_commit: 'off',
}

/** Gives a role all of that, by statements for `testRole`, and what it needs to work with migrated tables. */
export const hostile = [
  'grant all on all tables in schema public to $role',
  // A table of ours in a schema that comes first, and a function of Postgres in one that comes before Postgres' own.
  'create schema elsewhere authorization $role',
  'create table elsewhere.room (id text primary key, name text)',
  "create function elsewhere.lower(text) returns text language sql as $$ select 'shadowed' $$",
  'grant all on all tables in schema elsewhere to $role',
  ...Object.entries(hostileSettings).map(([name, value]) => {
    const list = name === 'search_path' ? value : `'${value}'`
    return `alter role $role set ${name} = ${list}`
  }),
]
