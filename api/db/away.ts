/** `read-only`: it answers and takes no writes, for whatever reason. */
export type DatabaseState = 'ok' | 'unreachable' | 'read-only'

/**
 * What an error says about the database rather than about the statement: that it cannot be reached, that it takes no
 * writes, or (`interrupted`) that this attempt was broken off and the next may succeed. Null for an error of the
 * statement itself. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html, those of postgres.js, of
 * Node's sockets and of its TLS.
 */
export function awayBy(error: unknown): Exclude<DatabaseState, 'ok'> | 'interrupted' | null {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  // A Unix socket that is not there.
  if (/^(ENOENT|EACCES)$/.test(code))
    return (error as NodeJS.ErrnoException).syscall === 'connect' ? 'unreachable' : null
  return kinds.find(({ codes }) => codes.test(code))?.kind ?? (endsSession(error) ? 'unreachable' : null)
}

/**
 * A fatal error ends the session, whatever the statement: poolers and providers give theirs codes of their own, such as
 * XX000. `severity` is the one that is not translated; some poolers send only the other.
 */
function endsSession(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { severity, severity_local: local } = error as { severity?: unknown; severity_local?: unknown }
  return /^(FATAL|PANIC)$/.test(String(severity ?? local))
}

/** Whether an error says that the database is away, and nothing against what was asked of it. */
export const isAway = (error: unknown): boolean => awayBy(error) !== null

const kinds = [
  {
    // A transaction that is read-only (a standby, or an order of the operator), a full disk, want of memory, a failing
    // disk; a right that is missing, since Parley asks for nothing it was not granted when it started.
    kind: 'read-only',
    codes: /^(25006|53000|53100|53200|53400|58000|58030|42501)$/,
  },
  {
    // Serialization failure, deadlock, a statement that somebody cancelled, time-outs of locks and transactions.
    kind: 'interrupted',
    codes: /^(40001|40P01|57014|55P03|25P03|25P04)$/,
  },
  {
    kind: 'unreachable',
    codes: new RegExp(
      [
        // Class 08: connection exceptions. 57P0x: shutting down, crashed, starting. 53300: too many connections.
        '^(08|57P0|53300',
        // The role, its password or the database were changed or are being restored. A missing table is a bug of ours.
        '|28000|28P01|3D000|3F000|55000',
        '|CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET',
        '|TLS_|ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)',
      ].join(''),
    ),
  },
] as const
