import { serverAudits } from 'graphql-http'
import { describe, expect, test } from 'vitest'
import { parleyHere } from './harness.ts'

const parley = parleyHere()

/** The audits of the GraphQL over HTTP specification, by the people who wrote it; we decline none of its MAYs. */
describe('the GraphQL over HTTP specification', () => {
  for (const audit of serverAudits({ url: () => `${parley.url}/graphql` })) {
    test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn()
      expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok')
    })
  }
})
