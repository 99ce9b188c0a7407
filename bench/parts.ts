import type { Bench } from './bench.ts'
import { fanout } from './parts/fanout.ts'
import type { Table } from './table.ts'

type Part = { title: string; run(bench: Bench): Promise<Table[]>; needsRabbitMq?: true }

/** What can be measured, in the order in which it is. */
export const parts: Record<string, Part> = {
  fanout: { title: 'Fan-out', run: fanout },
}
