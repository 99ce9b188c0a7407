/**
 * The settings of a session by which roles, databases and servers may change what a statement reads, writes or waits
 * for (`alter role … set …`), and the values that Parley's statements are written for. `default_transaction_read_only`
 * is not among them: it is how an operator says that nothing is to be written now.
 * https://www.postgresql.org/docs/current/runtime-config-client.html
 */
const fixed: Record<string, string> = {
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  xmloption: 'content',
  standard_conforming_strings: 'on',
  backslash_quote: 'safe_encoding',
  array_nulls: 'on',
  transform_null_equals: 'off',
  quote_all_identifiers: 'off',
  default_text_search_config: 'pg_catalog.simple',
  // Above zero, a search leaves out some of what it finds.
  gin_fuzzy_search_limit: '0',
  lc_monetary: 'C',
  lc_numeric: 'C',
  lc_time: 'C',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  client_min_messages: 'notice',
  check_function_bodies: 'on',
  exit_on_error: 'off',
}

/** What the server was found to be, as far as settings depend on it. */
export type Session = {
  /** The schema of Parley's tables. */
  schema: string
  /** `server_version_num`, such as 150004. */
  serverVersion: number
  /** The role's own `synchronous_commit`, which decides whether what is acknowledged is on a disk. */
  synchronousCommit: string
  /**
   * How a connection is given its settings. Poolers refuse most of them as startup parameters, or drop them; then they
   * are set by the first statement of each connection.
   */
  by: 'startup parameters' | 'first statement'
}

/** For a server that was not inspected. */
export const plainSession: Session = {
  schema: 'public',
  serverVersion: 150_000,
  synchronousCommit: 'on',
  by: 'startup parameters',
}

/** Name and value of every setting that a connection must have. */
export function sessionSettings({ schema, serverVersion, synchronousCommit }: Session): Record<string, string> {
  return {
    ...fixed,
    // pg_catalog comes first where it is not named; temporary tables come last where they are.
    search_path: `"${schema.replaceAll('"', '""')}", pg_temp`,
    ...(serverVersion >= 170_000 ? { transaction_timeout: '0' } : {}),
    // Never below what the server's owner asks for, and never less than the disk of one server.
    ...(synchronousCommit === 'off' ? { synchronous_commit: 'on' } : {}),
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`

/** The settings as statements; a time-out of the session ends none but the first. */
export function settingStatements(session: Session): string {
  const { statement_timeout, ...others } = sessionSettings(session)
  return [
    `set statement_timeout = ${statement_timeout ?? 0}`,
    ...Object.entries(others).map(
      ([name, value]) => `select pg_catalog.set_config(${quoted(name)}, ${quoted(value)}, false)`,
    ),
  ].join('; ')
}
