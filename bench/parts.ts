import type { Bench } from './bench.ts'
import { documents } from './parts/documents.ts'
import { fanout } from './parts/fanout.ts'
import { memory } from './parts/memory.ts'
import { sending } from './parts/sending.ts'
import type { Table } from './table.ts'

type Part = { title: string; run(bench: Bench): Promise<Table[]>; needsRabbitMq?: true }

/** What can be measured, in the order in which it is. */
export const parts: Record<string, Part> = {
  fanout: { title: 'Fan-out', run: fanout },
  documents: { title: 'Several documents', run: documents },
  memory: { title: 'Idle subscribers', run: memory },
  sending: { title: 'Sending', run: sending },
}
