import type { PolicyHolder } from './holder.ts'

/** A policy holder for tests. */
export const aHolder = (changes: Partial<PolicyHolder> = {}): PolicyHolder => ({
  firstName: 'Jan',
  lastName: 'Żak',
  taxId: '80010112345',
  address: { country: 'Poland', zipCode: '00-001', city: 'Warszawa', street: 'Prosta 1' },
  ...changes,
})
