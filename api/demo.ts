import { Readable } from 'node:stream'
import { seedColleagues } from './auth/demo.ts'
import type { Viewer } from './auth/viewer.ts'
import type { DemoFile } from './chat/demo-files.ts'
import { seedChat } from './chat/demo-rooms.ts'
import type { ChatDependencies } from './chat/service.ts'
import { seedStatement } from './payments/demo-statement.ts'
import { seedSales } from './policies/demo-sales.ts'
import { seedHistory } from './sales/demo-history.ts'
import type { Services } from './schema/services.ts'

/** Any number will do, as long as every version of Parley takes the same one. */
const lock = 7_275_413

/**
 * Makes a new place look lived in: colleagues, rooms with messages, and policies and payments, whose
 * news arrive as any other. One
 * process does it, and only where nobody has written anything yet.
 */
export async function seedPlace(
  chat: Omit<ChatDependencies, 'messageRate' | 'editWindow'>,
  {
    policies,
    payments,
    statements,
    files,
    sales,
  }: Pick<Services, 'policies' | 'payments' | 'statements' | 'files' | 'sales'>,
): Promise<void> {
  const { db, now } = chat
  const asViewer = (login: string): Viewer => ({
    login,
    role: login === 'admin' ? 'ADMIN' : 'AGENT',
    roleBy: 'directory',
    sessionId: 'demo',
    expiresAt: new Date(now().getTime() + 3_600_000),
  })
  await db.transaction(async (tx) => {
    await tx`select pg_advisory_xact_lock(${lock})`
    await seedColleagues(db)
    const upload = async (viewer: Viewer, roomId: string, { name, read }: DemoFile): Promise<string | null> => {
      const content = await read()
      const { maxBytes, quotaBytes } = await files.limits(viewer)
      if (content.length > Math.min(maxBytes, quotaBytes)) return null
      const { id } = await files.beginUpload(viewer, { roomId, name, size: content.length })
      await files.append(viewer, id, 0, Readable.from([content]))
      return id
    }
    const fresh = await seedChat({ ...chat, asViewer, upload })
    if (!fresh) return
    const sold = await seedSales(policies, asViewer, now)
    await seedStatement({ payments, statements }, asViewer('admin'), sold, now)
    await seedHistory(db, sales.model, now)
  })
}
