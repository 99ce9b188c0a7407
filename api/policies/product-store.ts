import type { DbClient, Tx } from '../db/db.ts'
import type { Day } from '../lib/day.ts'
import { readProduct } from './definition.ts'
import type { AnswerInput, Product, ProductOnDay, ProductStatus, SoldProduct, VersionKind } from './product.ts'

type ProductRow = {
  code: string
  definition: object
  version: number
  tariffVersion: number
  active: boolean
  withdrawn: boolean
  begun: boolean
}

/** One published version; `validFrom` and who published it are null for what was there before there were versions. */
export type ProductVersion = {
  kind: VersionKind
  number: number
  validFrom: Day | null
  publishedBy: string | null
  publishedAt: Date | null
  definition: unknown
}

/** What an offer was made from, as far as it tells its price. */
export type AnsweredOffer = { covers: string[]; answers: AnswerInput[] }

/** The version of a kind that counts on a day; the first one where none has begun. */
function versionOn(sql: DbClient, kind: VersionKind, day: Day) {
  return sql`
    select version.number, version.definition, version.valid_from is null or version.valid_from <= ${day} as begun
    from product_version version where version.product_code = product.code and version.kind = ${kind}
    order by begun desc, case when version.valid_from is null or version.valid_from <= ${day} then version.valid_from end
      desc nulls last, version.valid_from, version.number desc
    limit 1`
}

/** The catalogue of a day: what can be sold, in its order. */
export async function productsOnSale(sql: DbClient, day: Day): Promise<ProductOnDay[]> {
  const rows = await sql<ProductRow[]>`
    ${selected(sql, day)} where product.active and found.begun and tariff.begun order by product.position, product.code`
  return rows.map(productOf)
}

/** Every product, with drafts and those that were withdrawn, as it is on a day. */
export async function allProducts(sql: DbClient, day: Day): Promise<ProductOnDay[]> {
  const rows = await sql<ProductRow[]>`${selected(sql, day)} order by product.position, product.code`
  return rows.map(productOf)
}

/** Products by code in capitals as they are on a day, in no particular order, with drafts and those that are no longer sold. */
export async function findProducts(sql: DbClient, codes: readonly string[], day: Day): Promise<ProductOnDay[]> {
  const rows = await sql<ProductRow[]>`${selected(sql, day)} where product.code = any(${[...codes]}::text[])`
  return rows.map(productOf)
}

/** The definition on a day as it is kept, unread: a version that is being published may be wrong. Null where there is no such product. */
export async function findDefinition(
  sql: DbClient,
  code: string,
  day: Day,
): Promise<{ definition: object; version: number; tariffVersion: number } | null> {
  const [row] = await sql<ProductRow[]>`${selected(sql, day)} where product.code = ${code}`
  return row ?? null
}

function selected(sql: DbClient, day: Day) {
  return sql`
    select product.code, product.active, product.withdrawn_at is not null or product.published_at is null as withdrawn, found.begun and tariff.begun as begun,
           found.number as version, tariff.number as tariff_version,
           found.definition || jsonb_build_object('tariff', tariff.definition) as definition
    from product
    cross join lateral (${versionOn(sql, 'PRODUCT', day)}) found
    cross join lateral (${versionOn(sql, 'TARIFF', day)}) tariff`
}

/** Products in the versions by which something was sold, in no particular order. */
export async function findSoldProducts(sql: DbClient, sold: readonly SoldProduct[]): Promise<ProductOnDay[]> {
  const rows = await sql<ProductRow[]>`
    select product.code, product.active, product.withdrawn_at is not null or product.published_at is null as withdrawn, true as begun,
           found.number as version, tariff.number as tariff_version,
           found.definition || jsonb_build_object('tariff', tariff.definition) as definition
    from unnest(${sold.map(({ code }) => code)}::text[], ${sold.map(({ version }) => version)}::integer[],
                ${sold.map(({ tariffVersion }) => tariffVersion)}::integer[]) as sold (code, version, tariff_version)
    join product on product.code = sold.code
    join product_version found
      on found.product_code = sold.code and found.kind = 'PRODUCT' and found.number = sold.version
    join product_version tariff
      on tariff.product_code = sold.code and tariff.kind = 'TARIFF' and tariff.number = sold.tariff_version`
  return rows.map(productOf)
}

function productOf({ code, definition, version, tariffVersion, active, withdrawn, begun }: ProductRow): ProductOnDay {
  const status: ProductStatus = active ? 'ACTIVE' : withdrawn ? 'WITHDRAWN' : 'DRAFT'
  return { ...readProduct(code, definition), version, tariffVersion, status, onSale: active && begun }
}

/** Nobody else can publish, activate or withdraw the product until the transaction ends. Null where there is none. */
export async function lockProduct(tx: Tx, code: string): Promise<{ active: boolean } | null> {
  const [row] = await tx<{ active: boolean }[]>`select active from product where code = ${code} for update`
  return row ?? null
}

export async function setActive(tx: Tx, code: string, active: boolean, at: Date): Promise<void> {
  await tx`update product set active = ${active}, withdrawn_at = ${active ? null : at} where code = ${code}`
}

/** Every version of a product, the newest first. */
export async function findVersions(sql: DbClient, code: string): Promise<ProductVersion[]> {
  return sql<ProductVersion[]>`
    select kind, number, valid_from, published_by, published_at, definition from product_version
    where product_code = ${code} order by published_at desc nulls last, kind, number desc`
}

/** The days from `from` on, itself included, on which a version begins: between them nothing changes. */
export async function daysOfChange(sql: DbClient, code: string, from: Day): Promise<Day[]> {
  const rows = await sql<{ day: Day }[]>`
    select distinct valid_from as day from product_version
    where product_code = ${code} and valid_from >= ${from} order by day`
  return rows.map(({ day }) => day)
}

type Published = { code: string; validFrom: Day; by: string; at: Date }

/** A product that nobody can buy until it is activated. False when the code is taken. */
export async function insertDraft(
  tx: Tx,
  { code, validFrom, by, at }: Published,
  definition: object,
): Promise<boolean> {
  const rows = await tx`
    insert into product (code, position, active, definition, valid_from, published_by, published_at)
    values (${code}, (select coalesce(max(position), 0) + 1 from product), false, ${tx.json(toJson(definition))},
            ${validFrom}, ${by}, ${at})
    on conflict (code) do nothing returning code`
  return rows.length > 0
}

/** Adds a version after the last; the product is locked. */
export async function insertVersion(
  tx: Tx,
  kind: VersionKind,
  { code, validFrom, by, at }: Published,
  definition: object,
): Promise<void> {
  await tx`
    insert into product_revision (product_code, kind, number, valid_from, definition, published_by, published_at)
    select ${code}, ${kind}, max(number) + 1, ${validFrom}, ${tx.json(toJson(definition))}, ${by}, ${at}
    from product_version where product_code = ${code} and kind = ${kind}`
}

/** The newest offers of a product whose answers are known: only what decides about a price, and nobody's name. */
export async function latestAnswers(sql: DbClient, code: string, limit: number): Promise<AnsweredOffer[]> {
  const rows = await sql<{ covers: { code: string }[]; answers: Record<string, string | number> }[]>`
    select covers, answers from offer where product_code = ${code} and answers is not null
    order by created_at desc limit ${limit}`
  return rows.map(({ covers, answers }) => ({
    covers: covers.map((cover) => cover.code),
    answers: Object.entries(answers).map(([questionCode, value]) => ({ questionCode, value: String(value) })),
  }))
}

/** Leaves every product alone that is there already, also one that was changed. */
export async function insertMissingProducts(sql: DbClient, products: readonly Product[]): Promise<void> {
  const rows = products.map(({ code, ...definition }, position) => ({
    code,
    position,
    definition: sql.json(definition),
  }))
  await sql`insert into product ${sql(rows)} on conflict (code) do nothing`
}

// A definition that was checked is JSON; its type does not say so.
const toJson = (definition: object) => JSON.parse(JSON.stringify(definition))
