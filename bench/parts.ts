import type { Bench } from './bench.ts'
import { dashboard } from './parts/dashboard.ts'
import { documents } from './parts/documents.ts'
import { fanout } from './parts/fanout.ts'
import { flood } from './parts/flood.ts'
import { history } from './parts/history.ts'
import { http } from './parts/http.ts'
import { memory } from './parts/memory.ts'
import { rooms } from './parts/rooms.ts'
import { sale } from './parts/sale.ts'
import { searching } from './parts/search.ts'
import { sending } from './parts/sending.ts'
import { storm } from './parts/storm.ts'
import type { Table } from './table.ts'

type Part = { title: string; run(bench: Bench): Promise<Table[]>; needsRabbitMq?: true }

/** What can be measured, in the order in which it is. */
export const parts: Record<string, Part> = {
  fanout: { title: 'Fan-out', run: fanout },
  documents: { title: 'Several documents', run: documents },
  memory: { title: 'Idle subscribers', run: memory },
  sending: { title: 'Sending', run: sending },
  http: { title: 'HTTP', run: http },
  sale: { title: 'Sale to notification', run: sale, needsRabbitMq: true },
  storm: { title: 'Reconnect storm', run: storm },
  flood: { title: 'Flood of log-ins', run: flood },
  rooms: { title: 'Many rooms', run: rooms },
  history: { title: 'History', run: history },
  search: { title: 'Finding messages', run: searching },
  dashboard: { title: 'Sales dashboard', run: dashboard },
}
