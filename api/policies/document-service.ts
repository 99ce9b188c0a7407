import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { type Documented, policyDocument } from './document.ts'
import * as store from './document-store.ts'
import type { DocumentLanguage } from './document-texts.ts'
import type { Policy } from './policy.ts'
import type { SoldProduct } from './product.ts'

/** A PDF and what it is saved as. */
export type PolicyDocument = { content: Buffer; fileName: string; id: string }

export type PolicyDocuments = {
  /**
   * The document of a policy, which is made when somebody asks for it first and is the same from then on, also after a
   * termination. Throws UNKNOWN_POLICY for one that the viewer may not see, or INVALID_INPUT for a mistyped number.
   */
  open(viewer: Viewer, number: string, language: DocumentLanguage): Promise<PolicyDocument>
}

export function createPolicyDocuments(deps: {
  db: Db
  now: () => Date
  policies: {
    knownPolicy(viewer: Viewer, number: string): Promise<Policy>
    productsAsSold(sold: readonly SoldProduct[]): Promise<({ name: string } | null)[]>
  }
  agents: { byLogins(logins: readonly string[]): Promise<({ name: string } | null)[]> }
}): PolicyDocuments {
  const { db, now, policies, agents } = deps

  const describe = async (policy: Policy): Promise<Documented> => {
    const [[product], [agent]] = await Promise.all([
      policies.productsAsSold([soldProductOf(policy)]),
      agents.byLogins([policy.agent]),
    ])
    return { policy, productName: product?.name ?? policy.productCode, agentName: agent?.name ?? policy.agent }
  }

  return {
    open: async (viewer, number, language) => {
      const policy = await policies.knownPolicy(viewer, number)
      const key = { policy: policy.number, language }
      const kept = await store.findDocument(db.sql, key)
      if (!kept) {
        const made = await policyDocument(await describe(policy), language)
        await store.insertDocument(db.sql, key, made, now())
      }
      // Somebody else may have made it at the same moment: the one that is kept counts.
      const content = kept ?? (await store.findDocument(db.sql, key))
      if (!content) throw new Error('The document of a policy was made and is not there')
      const fileName = `${policy.shortNumber}.pdf`
      return { content, fileName, id: `${policy.number}-${language}` }
    },
  }
}

const soldProductOf = ({ productCode, productVersion, tariffVersion }: Policy): SoldProduct => ({
  code: productCode,
  version: productVersion,
  tariffVersion,
})
