import { seedColleagues } from './auth/demo.ts'
import type { Viewer } from './auth/viewer.ts'
import { seedChat } from './chat/demo-rooms.ts'
import type { ChatDependencies } from './chat/service.ts'
import { seedSales } from './policies/demo-sales.ts'
import type { Services } from './schema/services.ts'

/** Any number will do, as long as every version of Parley takes the same one. */
const lock = 7_275_413

/**
 * Makes a new place look lived in: colleagues, rooms with messages, and policies, whose news arrive as any other. One
 * process does it, and only where nobody has written anything yet.
 */
export async function seedPlace(
  chat: Omit<ChatDependencies, 'messageRate' | 'editWindow'>,
  { policies }: Pick<Services, 'policies'>,
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
    const fresh = await seedChat({ ...chat, asViewer })
    if (fresh) await seedSales(policies, asViewer, now)
  })
}
