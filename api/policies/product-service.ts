import type { RecordAudit } from '../audit/audit.ts'
import type { Viewer } from '../auth/viewer.ts'
import type { Db, DbClient, Tx } from '../db/db.ts'
import { type Day, utcDay } from '../lib/day.ts'
import { DomainError, type FieldError, InvalidInput, throwIfInvalid } from '../lib/errors.ts'
import type { Outbox } from '../messaging/outbox.ts'
import { faultsOfDefinition, fieldError, readProduct } from './definition.ts'
import type { Fault } from './definition-checks.ts'
import { productActivated, tariffChanged } from './events.ts'
import { type Product, type ProductOnDay, productKey, type VersionKind } from './product.ts'
import * as store from './product-store.ts'
import { type Change, changesOf, compare, type Difference, isSame, samplesOf } from './tariff-preview.ts'

export type ProductAdministration = ReturnType<typeof createProductAdministration>

/** `definition` is JSON, or JSON as text. */
export type ToPublish = { productCode: string; definition?: unknown; validFrom: Day }
export type Preview = { changes: Change[]; samples: Difference[] }

/** How many offers that were made lately a preview prices again. */
const latestOffers = 20
/** In characters; a definition that may be published is far shorter. */
const longestText = 1_000_000

/** What administrators do with products and tariffs. Every process reads them anew, so all see a change at once. */
export function createProductAdministration(parts: { db: Db; outbox: Outbox; record: RecordAudit; now: () => Date }) {
  const { db, outbox, record, now } = parts

  const setActive = (viewer: Viewer, productCode: string, active: boolean): Promise<ProductOnDay> =>
    db.transaction(async (tx) => {
      const code = await lockKnown(tx, productCode)
      const product = await productOn(tx, code, utcDay(now()))
      if ((product.status === 'ACTIVE') === active) return product
      await store.setActive(tx, code, active, now())
      if (active) await outbox.add(tx, productActivated({ productCode: code, productName: product.name }, now()))
      const action = active ? 'PRODUCT_ACTIVATED' : 'PRODUCT_WITHDRAWN'
      await record(tx, { action, actor: viewer.login, subject: code, detail: product.name })
      return productOn(tx, code, utcDay(now()))
    })

  /** Adds versions and checks what counts from then on; throws InvalidInput, and nothing is added. */
  const publish = async (
    tx: Tx,
    viewer: Viewer,
    { code, validFrom, versions }: { code: string; validFrom: Day; versions: readonly [VersionKind, object][] },
  ): Promise<ProductOnDay> => {
    const published = { code, validFrom, by: viewer.login, at: now() }
    for (const [kind, definition] of versions) await store.insertVersion(tx, kind, published, definition)
    for (const day of await store.daysOfChange(tx, code, validFrom)) await assertFits(tx, code, day)
    await tellPublished(
      tx,
      published,
      versions.map(([kind]) => kind),
    )
    return productOn(tx, code, utcDay(now()))
  }

  const tellPublished = async (
    tx: Tx,
    { code, validFrom, by, at }: { code: string; validFrom: Day; by: string; at: Date },
    kinds: readonly VersionKind[],
  ) => {
    if (kinds.includes('TARIFF')) await outbox.add(tx, tariffChanged({ productCode: code, validFrom }, at))
    for (const kind of kinds)
      await record(tx, { action: `${kind}_PUBLISHED`, actor: by, subject: code, detail: validFrom })
  }

  const assertDay = (validFrom: Day, wrong: FieldError[]): void => {
    const today = utcDay(now())
    if (validFrom < today) wrong.push({ path: 'validFrom', message: `Expected today (${today}) or later.` })
  }

  return {
    /** Puts a product on sale and tells it; one that is on sale already stays as it is. Refuses with UNKNOWN_PRODUCT. */
    activateProduct: (viewer: Viewer, productCode: string) => setActive(viewer, productCode, true),

    /**
     * Takes a product from sale: no new offers. Those that were made can be bought until they end, and policies go on.
     * Refuses with UNKNOWN_PRODUCT.
     */
    withdrawProduct: (viewer: Viewer, productCode: string) => setActive(viewer, productCode, false),

    /** A new version of the tariff from a day on. Refuses with InvalidInput, UNKNOWN_PRODUCT. */
    publishTariff: (viewer: Viewer, { productCode, definition, validFrom }: ToPublish): Promise<ProductOnDay> =>
      db.transaction(async (tx) => {
        const code = await lockKnown(tx, productCode)
        const wrong: FieldError[] = []
        assertDay(validFrom, wrong)
        const tariff = await checkedTariff(tx, code, definition, validFrom, wrong)
        throwIfInvalid(wrong)
        return publish(tx, viewer, { code, validFrom, versions: [['TARIFF', tariff]] })
      }),

    /**
     * A new version of a product from a day on, and of its tariff where the definition has one that differs; without one
     * the tariff stays. A code that is not there yet makes a draft. Refuses with InvalidInput.
     */
    publishProduct: (viewer: Viewer, { productCode, definition, validFrom }: ToPublish): Promise<ProductOnDay> =>
      db.transaction(async (tx) => {
        const wrong: FieldError[] = []
        assertDay(validFrom, wrong)
        const code = productKey(productCode)
        if (code === null) wrong.push(wrongCode)
        // Before the check: a tariff that is published meanwhile must go with this product.
        else await store.lockProduct(tx, code)
        const { whole, ownTariff } = await checkedProduct(tx, code, definition, validFrom, wrong)
        if (code === null) throw new Error('A code that is wrong was not refused')
        const { tariff, ...rest } = whole
        const published = { code, validFrom, by: viewer.login, at: now() }
        if (await store.insertDraft(tx, published, whole)) {
          // Nobody knows of it yet: what it costs is no news before its activation.
          await record(tx, { action: 'PRODUCT_PUBLISHED', actor: viewer.login, subject: code, detail: validFrom })
          return productOn(tx, code, utcDay(now()))
        }
        await store.lockProduct(tx, code)
        const versions: [VersionKind, object][] = [['PRODUCT', rest]]
        if (ownTariff) versions.push(['TARIFF', tariff])
        return publish(tx, viewer, { code, validFrom, versions })
      }),

    /** What a tariff would do to prices on a day, today without one. Refuses with InvalidInput, UNKNOWN_PRODUCT. */
    tariffPreview: async (productCode: string, definition: unknown, validFrom: Day | null): Promise<Preview> => {
      const day = validFrom ?? utcDay(now())
      const code = await known(db.sql, productCode, day)
      const wrong: FieldError[] = []
      const tariff = await checkedTariff(db.sql, code, definition, day, wrong)
      throwIfInvalid(wrong)
      const before = await productOn(db.sql, code, day)
      return preview(db.sql, before, readProduct(code, { ...(await definitionOn(db.sql, code, day)), tariff }))
    },

    /** What a definition of a product would change on a day, today without one. Refuses with InvalidInput. */
    productPreview: async (productCode: string, definition: unknown, validFrom: Day | null): Promise<Preview> => {
      const code = productKey(productCode)
      const day = validFrom ?? utcDay(now())
      const wrong: FieldError[] = code === null ? [wrongCode] : []
      const { whole } = await checkedProduct(db.sql, code, definition, day, wrong)
      const before = code === null ? null : ((await store.findProducts(db.sql, [code], day))[0] ?? null)
      return preview(db.sql, before, readProduct(code ?? productCode, whole))
    },

    /** Every version of a product and its tariff, the newest first; empty for an unknown product. */
    versions: async (productCode: string): Promise<store.ProductVersion[]> => {
      const code = productKey(productCode)
      return code === null ? [] : store.findVersions(db.sql, code)
    },
  }
}

const wrongCode: FieldError = { path: 'productCode', message: 'Expected 1 to 32 letters, digits, "_" and "-".' }

async function preview(sql: DbClient, before: ProductOnDay | null, after: Product): Promise<Preview> {
  const lately = before ? await store.latestAnswers(sql, before.code, latestOffers) : []
  const samples = [...samplesOf(after), ...lately.map((offer) => ({ kind: 'OFFER' as const, ...offer }))]
  const old = before && plain(before)
  return { changes: changesOf(old, after), samples: compare(old, after, samples) }
}

const plain = ({ version: _, tariffVersion: __, status: ___, onSale: ____, ...product }: ProductOnDay): Product =>
  product

/** The tariff as it was read; adds what is wrong with it, for the product as it is on that day, to `wrong`. */
async function checkedTariff(
  sql: DbClient,
  code: string,
  given: unknown,
  day: Day,
  wrong: FieldError[],
): Promise<object> {
  const tariff = readJson(given)
  const faults = faultsOfDefinition({ ...(await definitionOn(sql, code, day)), tariff })
  wrong.push(
    ...faults.map(([path, message]): Fault => [path[0] === 'tariff' ? path.slice(1) : path, message]).map(fieldError),
  )
  return Object(tariff)
}

/**
 * The whole definition, with the tariff that counts on that day where it has none, and whether its own is another one.
 * Throws InvalidInput with `wrong` and what is wrong with the definition.
 */
async function checkedProduct(sql: DbClient, code: string | null, given: unknown, day: Day, wrong: FieldError[]) {
  const definition = readJson(given)
  const isObject = typeof definition === 'object' && definition !== null && !Array.isArray(definition)
  const before = code === null ? null : await store.findDefinition(sql, code, day)
  const kept = before ? Reflect.get(before.definition, 'tariff') : undefined
  const own = isObject ? Reflect.get(definition, 'tariff') : undefined
  const whole = { ...(isObject ? definition : {}), tariff: own ?? kept }
  wrong.push(...faultsOfDefinition(isObject ? whole : definition).map(fieldError))
  throwIfInvalid(wrong)
  return { whole, ownTariff: own !== undefined && own !== null && !isSame(own, kept) }
}

/** What is published now may not go with a version that begins later, or that was published at the same moment. */
async function assertFits(tx: Tx, code: string, day: Day): Promise<void> {
  const { definition } = await mustFind(tx, code, day)
  const faults = faultsOfDefinition(definition).map(fieldError)
  if (faults.length === 0) return
  const said = faults.map(({ path, message }) => `${path.replace('definition.', '')}: ${message}`).join(' ')
  throw new InvalidInput([
    { path: 'definition', message: `It does not go with the version that begins on ${day}: ${said.slice(0, 1_000)}` },
  ])
}

/** JSON that comes as text is read; text that is none is refused at the place that is wrong. */
function readJson(given: unknown): unknown {
  if (typeof given !== 'string') return given
  const refuse = (message: string) => new InvalidInput([{ path: 'definition', message }])
  if (given.length > longestText) throw refuse(`Must have at most ${longestText.toLocaleString('en-US')} characters.`)
  try {
    return JSON.parse(given)
  } catch (error) {
    const place = /position (\d+)/.exec(String(error))?.[1]
    if (place === undefined) throw refuse('Expected JSON, got other text.')
    const lines = given.slice(0, Number(place)).split('\n')
    throw refuse(`Expected JSON: line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1} is wrong.`)
  }
}

async function definitionOn(sql: DbClient, code: string, day: Day): Promise<object> {
  return (await mustFind(sql, code, day)).definition
}

async function mustFind(sql: DbClient, code: string, day: Day) {
  const found = await store.findDefinition(sql, code, day)
  if (!found) throw new Error(`The product ${code} is missing.`)
  return found
}

async function productOn(sql: DbClient, code: string, day: Day): Promise<ProductOnDay> {
  const [product] = await store.findProducts(sql, [code], day)
  if (!product) throw new Error(`The product ${code} is missing.`)
  return product
}

const unknownProduct = (code: string) =>
  new DomainError('UNKNOWN_PRODUCT', `There is no product ${JSON.stringify(code.slice(0, 40))}.`)

async function known(sql: DbClient, productCode: string, day: Day): Promise<string> {
  const code = productKey(productCode)
  const found = code === null ? null : await store.findDefinition(sql, code, day)
  if (code === null || found === null) throw unknownProduct(productCode)
  return code
}

async function lockKnown(tx: Tx, productCode: string): Promise<string> {
  const code = productKey(productCode)
  const found = code === null ? null : await store.lockProduct(tx, code)
  if (code === null || found === null) throw unknownProduct(productCode)
  return code
}
