import { randomUUID } from 'node:crypto'
import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { testDatabase } from '../db/testing.ts'
import { createOutbox } from '../messaging/outbox.ts'
import { seedProducts } from './demo.ts'
import type { PolicyHolder } from './holder.ts'
import type { OfferRequest } from './offer.ts'
import type { Policy } from './policy.ts'
import { createPolicies, type Policies } from './service.ts'

/** A policy holder for tests. */
export const aHolder = (changes: Partial<PolicyHolder> = {}): PolicyHolder => ({
  firstName: 'Jan',
  lastName: 'Żak',
  taxId: '80010112345',
  address: { country: 'Poland', zipCode: '00-001', city: 'Warszawa', street: 'Prosta 1' },
  ...changes,
})

/** Ten days in Europe for one adult and one child: 52.00 + 20.00. They begin so late that they are in nobody's past. */
export const aTrip = (changes: Partial<OfferRequest> = {}): OfferRequest => ({
  productCode: 'TRI',
  policyFrom: '2096-06-01',
  policyTo: '2096-06-11',
  selectedCovers: ['C2', 'C3'],
  answers: [
    { questionCode: 'DESTINATION', value: 'EUR' },
    { questionCode: 'NUM_OF_ADULTS', value: '1' },
    { questionCode: 'NUM_OF_CHILDREN', value: '1' },
  ],
  ...changes,
})

export const viewer = (login: string, role: Viewer['role'] = 'AGENT'): Viewer => ({
  login,
  role,
  roleBy: 'directory',
  sessionId: `session of ${login}`,
  expiresAt: new Date('2030-01-01'),
})
export const jimmy = viewer('jimmy.solid')
export const danny = viewer('danny.solid')
export const admin = viewer('admin', 'ADMIN')

export type Shop = {
  db: Db
  policies: Policies
  /** Sets the clock, which moves only so. */
  setClock(at: Date): void
  now(): Date
  /** Makes an offer and buys it. */
  sale(agent: Viewer, request?: OfferRequest, holder?: PolicyHolder): Promise<Policy>
  /** Forgets every sale and puts the clock back to 20 May 2026, 10:00. */
  clear(): Promise<void>
  close(): Promise<void>
}

/** The real service over a database of its own with the demo products. */
export async function openShop(): Promise<Shop> {
  const { db, drop } = await testDatabase()
  await seedProducts(db)
  const opening = new Date('2026-05-20T10:00:00.000Z')
  let clock = opening
  const now = () => clock
  const policies = createPolicies({ db, outbox: createOutbox({ onCommit: () => {} }), now, newId: randomUUID })
  return {
    db,
    policies,
    now,
    setClock: (at) => {
      clock = at
    },
    sale: async (agent, request = aTrip(), policyHolder = aHolder()) => {
      const { number } = await policies.createOffer(agent, request)
      return policies.buyPolicy(agent, { offerNumber: number, policyHolder })
    },
    clear: async () => {
      await db.sql`truncate policy, offer, policy_document, outbox`
      clock = opening
    },
    close: drop,
  }
}
