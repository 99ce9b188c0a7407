import { readdir, readFile } from 'node:fs/promises'

/** From /proc, which Linux has: `ticks` of its clock are hundredths of a second. */
const ticks = 100

/** Seconds of CPU that a process has used, all its threads together; its children count for themselves. */
export async function cpuSeconds(pid: number): Promise<number> {
  const { user, system } = await stat(pid)
  return (user + system) / ticks
}

/** The same of several, with what their children that have ended used. */
export async function familyCpuSeconds(pids: readonly number[]): Promise<number> {
  const all = await Promise.all(pids.map((pid) => stat(pid).catch(() => null)))
  return all.reduce((sum, one) => sum + (one ? one.user + one.system + one.children : 0), 0) / ticks
}

/** Bytes in memory. */
export async function residentBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1]) * 1_024
}

export async function parentOf(pid: number): Promise<number> {
  return (await stat(pid)).parent
}

/** A process and everything it has started. */
export async function familyOf(pid: number): Promise<number[]> {
  const pids = (await readdir('/proc')).map(Number).filter((name) => name > 0)
  const parents = new Map<number, number>()
  for (const one of pids) {
    const found = await stat(one).catch(() => null)
    if (found) parents.set(one, found.parent)
  }
  const family = [pid]
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child)
  return family
}

type Stat = { parent: number; user: number; system: number; children: number }

// The name, in brackets, may contain anything; proc(5) counts fields from 1, and the first after the name is number 3.
async function stat(pid: number): Promise<Stat> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const field = (number: number) => Number(fields[number - 3])
  return { parent: field(4), user: field(14), system: field(15), children: field(16) + field(17) }
}
