import { builder } from '../graphql/builder.ts'
import type { PolicyHolder as PolicyHolderRecord } from './holder.ts'

const Address = builder.objectRef<PolicyHolderRecord['address']>('Address').implement({
  fields: (t) => ({
    country: t.exposeString('country'),
    zipCode: t.exposeString('zipCode'),
    city: t.exposeString('city'),
    street: t.exposeString('street'),
  }),
})

export const PolicyHolder = builder.objectRef<PolicyHolderRecord>('PolicyHolder').implement({
  fields: (t) => ({
    firstName: t.exposeString('firstName'),
    lastName: t.exposeString('lastName'),
    taxId: t.exposeString('taxId'),
    address: t.expose('address', { type: Address }),
  }),
})

const AddressInput = builder.inputType('AddressInput', {
  fields: (t) => ({ country: t.string(), zipCode: t.string(), city: t.string(), street: t.string() }),
})

export const PolicyHolderInput = builder.inputType('PolicyHolderInput', {
  fields: (t) => ({
    firstName: t.string(),
    lastName: t.string(),
    taxId: t.string(),
    address: t.field({ type: AddressInput }),
  }),
})
