import type { Viewer } from '../auth/viewer.ts'
import type { Db } from '../db/db.ts'
import { utcDay } from '../lib/day.ts'
import { InvalidInput } from '../lib/errors.ts'
import { pageOfOrdered } from '../lib/listing.ts'
import type { Edge, Page, PageArgs } from '../lib/page.ts'
import { listName, type PolicyFilterInput, type PolicySort, positionForm, readCriteria } from './list.ts'
import * as store from './list-store.ts'
import { type PolicyMatch, policyMatches } from './match.ts'
import { shortNumbersFrom } from './number.ts'
import type { Policy } from './policy.ts'
import { askedWords, lexemesOf } from './search.ts'

/** Counting reads every match, so it is done only for those who ask. */
export type PolicyPage = Omit<Page<Policy>, 'edges'> & { edges: PolicyEdge[]; totalCount(): Promise<number> }
/** With what it was found by; nothing where no text was asked for. */
export type PolicyEdge = Edge<Policy> & { matches: PolicyMatch[] }

/** `search` takes words as beginnings alone; the text of the filter forgives mistakes and puts the best first. */
export type PoliciesAsked = { search?: string | null; filter?: PolicyFilterInput | null; sort?: PolicySort | null }

const longestSearch = 200

/** The list of the policies that a viewer may see. */
export function createPolicyList({ db, now }: { db: Db; now: () => Date }) {
  /** Null for no words. The products are asked for only where there are some. */
  const searchFor = async (search: string | null, text: string | null): Promise<store.WordSearch | null> => {
    const begun = askedWords(search ?? '')
    const asked = askedWords(text ?? '')
    if (begun.length + asked.length === 0) return null
    const products = asked.length === 0 ? [] : await store.productNames(db.sql)
    const lexemes = (strictness: 'whole' | 'beginning' | 'near') => [
      ...lexemesOf(asked, strictness, products),
      ...lexemesOf(begun, 'beginning', []),
    ]
    const shortNumbers = begun.length > 0 ? null : shortNumbersFrom(text ?? '')
    return { found: lexemes('near'), whole: lexemes('whole'), beginning: lexemes('beginning'), shortNumbers }
  }

  return {
    /** The newest first, unless another order is asked for; with a text the best first. Throws InvalidInput. */
    policies: async (viewer: Viewer, asked: PoliciesAsked, args: PageArgs): Promise<PolicyPage> => {
      const { text, ...criteria } = readCriteria(asked.filter ?? {}, utcDay(now()))
      const search = await searchFor(assertShort(asked.search ?? null), text)
      const filter = { agent: viewer.role === 'AGENT' ? viewer.login : null, search, criteria }
      const sort = asked.sort ?? { by: text === null || search === null ? 'SOLD_AT' : 'BEST', direction: 'DESC' }
      const page = await pageOfOrdered(
        args,
        {
          name: listName(sort),
          find: (range) => store.findPolicies(db.sql, filter, sort, range),
          hasFrom: (side, position) =>
            store.hasPolicyFrom(db.sql, filter, sort, side === 'newer' ? 'start' : 'end', position),
          positionOf: ({ position }) => position,
        },
        positionForm(sort.by),
      )
      const words = askedWords(`${asked.search ?? ''} ${text ?? ''}`)
      return {
        ...page,
        edges: page.edges.map(({ cursor, node: { policy } }) => ({
          cursor,
          node: policy,
          matches: policyMatches(policy, words, text),
        })),
        totalCount: () => store.countPolicies(db.sql, filter),
      }
    },
  }
}

function assertShort(search: string | null): string | null {
  if (search !== null && search.length > longestSearch)
    throw new InvalidInput([{ path: 'search', message: `Must have at most ${longestSearch} characters.` }])
  return search
}
