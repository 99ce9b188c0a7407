import { type Account, badColumns } from './ledger.ts'
import type { Verdict } from './run.ts'

const titles: Partial<Record<keyof Account, string>> = {
  stream: 'stream',
  acknowledged: 'acknowledged',
  delivered: 'delivered',
  lost: 'lost',
  repeated: 'repeated',
  outOfOrder: 'out of order',
  phantom: 'phantom',
  contradicted: 'contradicted',
  perSubject: 'order per policy',
  lawBroken: 'law broken',
  longestSilence: 'longest silence',
  longestWait: 'longest wait',
}

/** The ledger of a run as text. */
export function written(verdict: Verdict, seed: number): string {
  const { accounts, toll, deaths, complaints, retries, redelivered, seconds } = verdict
  const columns = Object.keys(titles) as (keyof Account)[]
  const rows = accounts.map((account) => columns.map((column) => cell(account, column)))
  const lines = [
    ...table([columns.map((column) => titles[column] ?? ''), ...rows]),
    '',
    `faults: ${pairs(toll.done)} in ${toll.rounds} rounds`,
    `killed (and stopped): ${deaths.map(({ name, killed, stopped }) => `${name} ${killed} (${stopped})`).join(', ')}`,
    `longest recovery ${(toll.longestRecovery / 1_000).toFixed(1)} s; ${retries} attempts were made again; RabbitMQ brought ${redelivered} events again`,
  ]
  if (complaints.size > 0)
    lines.push('', 'what should not have happened:', ...[...complaints].map(([what, times]) => `  ${times} × ${what}`))
  const findings = accounts.flatMap(({ stream, findings }) => findings.map((finding) => `  ${stream}: ${finding}`))
  if (findings.length > 0) lines.push('', 'found:', ...findings)
  lines.push(
    '',
    `${verdict.good ? 'Nothing was lost, repeated or reordered' : 'NOT GOOD'} in ${seconds} s with seed ${seed}.`,
  )
  return lines.join('\n')
}

function cell(account: Account, column: keyof Account): string {
  const value = account[column]
  if (column === 'longestSilence' || column === 'longestWait')
    return account.delivered > 0 && value !== null ? `${value} ms` : '–'
  const isBad = (badColumns as readonly string[]).includes(column) && value !== 0
  return isBad ? `${value} !` : String(value)
}

function pairs(counts: Map<string, number>): string {
  return [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, n]) => `${name} ${n}`)
    .join(', ')
}

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  return rows.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  '),
  )
}
