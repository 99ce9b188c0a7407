import type { Viewer } from '../auth/viewer.ts'
import { type Day, dayOf } from '../lib/day.ts'
import type { PolicyHolder } from './holder.ts'
import type { OfferRequest } from './offer.ts'
import type { Policy } from './policy.ts'
import type { Policies } from './service.ts'

const zofia: PolicyHolder = {
  firstName: 'Zofia',
  lastName: 'Kamińska',
  taxId: '85010112345',
  address: { country: 'Poland', zipCode: '00-133', city: 'Warszawa', street: 'Aleja Jana Pawła II 12' },
}
const hans: PolicyHolder = {
  firstName: 'Hans',
  lastName: 'Meier',
  taxId: '65929970489',
  address: { country: 'Germany', zipCode: '10115', city: 'Berlin', street: 'Invalidenstraße 4' },
}

/** Days from today, when the cover begins and ends; what was asked; who buys. An offer without a holder stays open. */
type Sale = { by: string; from: number; to: number; holder?: PolicyHolder } & Omit<
  OfferRequest,
  'policyFrom' | 'policyTo'
>

const answered = (answers: Record<string, string>) =>
  Object.entries(answers).map(([questionCode, value]) => ({ questionCode, value }))

const sales: Sale[] = [
  {
    by: 'jimmy.solid',
    productCode: 'TRI',
    from: 14,
    to: 24,
    selectedCovers: ['C2', 'C3'],
    answers: answered({ DESTINATION: 'EUR', NUM_OF_ADULTS: '2', NUM_OF_CHILDREN: '1' }),
    holder: zofia,
  },
  {
    by: 'danny.solid',
    productCode: 'CAR',
    from: 1,
    to: 366,
    selectedCovers: ['C1'],
    answers: answered({ NUM_OF_CLAIM: '0' }),
    holder: hans,
  },
  {
    by: 'jimmy.solid',
    productCode: 'HSI',
    from: 1,
    to: 366,
    selectedCovers: ['C1', 'C2', 'C3', 'C4'],
    answers: answered({ TYP: 'APT', AREA: '64', NUM_OF_CLAIM: '1', FLOOD: 'NO' }),
    holder: zofia,
  },
  {
    by: 'jimmy.solid',
    productCode: 'TRI',
    from: -12,
    to: 9,
    selectedCovers: ['C1', 'C2', 'C3'],
    answers: answered({ DESTINATION: 'EUR', NUM_OF_ADULTS: '1', NUM_OF_CHILDREN: '0' }),
    holder: hans,
  },
  {
    by: 'jimmy.solid',
    productCode: 'TRI',
    from: 30,
    to: 37,
    selectedCovers: ['C1', 'C2'],
    answers: answered({ DESTINATION: 'WORLD', NUM_OF_ADULTS: '2', NUM_OF_CHILDREN: '0' }),
  },
]

/**
 * Sells what agents of the demo have sold, by the same use cases as everybody: its news arrives by the broker. What begins in
 * the past is sold with the rights of an administrator. Returns the policies.
 */
export async function seedSales(
  policies: Policies,
  asViewer: (login: string) => Viewer,
  now: () => Date,
): Promise<Policy[]> {
  const sold: Policy[] = []
  const day = (ahead: number): Day => dayOf(new Date(now().getTime() + ahead * 86_400_000).toISOString().slice(0, 10))
  for (const { by, from, to, holder, ...asked } of sales) {
    const seller: Viewer = { ...asViewer(by), ...(from < 0 ? { role: 'ADMIN' } : {}) }
    const offer = await policies.createOffer(seller, { ...asked, policyFrom: day(from), policyTo: day(to) })
    if (holder) sold.push(await policies.buyPolicy(seller, { offerNumber: offer.number, policyHolder: holder }))
  }
  return sold
}
