import { StartError } from '../lib/start-error.ts'
import type { Db, DbClient } from './db.ts'

export type SchemaFacts = {
  name: string
  /** Whether Parley's tables are there. */
  ours: boolean
  /** Whether it belongs to the role. */
  owned: boolean
  mayCreate: boolean
}

export async function schemaFacts(sql: DbClient): Promise<SchemaFacts[]> {
  return sql<SchemaFacts[]>`
    select nspname as name,
           (select count(*) = 2 from pg_class
            where relnamespace = pg_namespace.oid and relname in ('migration', 'feed_topic') and relkind in ('r', 'p')
           ) as ours,
           pg_get_userbyid(nspowner) = current_user as owned,
           has_schema_privilege(oid, 'create') as may_create
    from pg_namespace
    where nspname !~ '^pg_' and nspname <> 'information_schema'
    order by name`
}

type Choice = { named: string | null; schemas: SchemaFacts[]; role: string; database: string }

/**
 * The schema of Parley's tables, whatever search path the role has: the one that is named, else the one where they are,
 * else the role's own, `public`, or the only one that belongs to the role, if it may make tables there. One that is
 * named and missing is made.
 */
export async function chooseSchema(db: Db, { named, schemas, role, database }: Choice): Promise<string> {
  const byName = (name: string) => schemas.find((schema) => schema.name === name)
  if (named !== null) {
    const found = byName(named)
    if (!found) await create(db, named, role)
    else if (!found.ours && !found.mayCreate) throw noRights(role, database, named)
    return named
  }
  const preferred = [byName(role), byName('public')].filter((schema) => schema !== undefined)
  const ours = schemas.filter((schema) => schema.ours)
  const inUse = preferred.find((schema) => schema.ours) ?? (ours.length === 1 ? ours[0] : undefined)
  if (inUse) return inUse.name
  if (ours.length > 1)
    throw new StartError(
      `DATABASE_URL: several schemas of the database ${database} hold tables of Parley (${ours.map(({ name }) => name).join(', ')}): say which by ?schema=….`,
    )
  const owned = schemas.filter((schema) => schema.owned)
  const possible = [...preferred, ...(owned.length === 1 ? owned : [])].find((schema) => schema.mayCreate)
  if (!possible) throw noRights(role, database, 'public')
  return possible.name
}

async function create(db: Db, name: string, role: string): Promise<void> {
  await db.sql`create schema if not exists ${db.sql.unsafe(quoted(name))}`.catch((error) => {
    throw new StartError(
      `DATABASE_URL: the schema ${name} is not there, and the role ${role} may not create it (${error.message}): run CREATE SCHEMA ${quoted(name)} AUTHORIZATION ${quoted(role)}.`,
    )
  })
}

function noRights(role: string, database: string, schema: string): StartError {
  return new StartError(
    `DATABASE_URL: the role ${role} may not create tables in schema ${schema} of the database ${database}: run GRANT CREATE ON SCHEMA ${quoted(schema)} TO ${quoted(role)}, or CREATE SCHEMA ${quoted(role)} AUTHORIZATION ${quoted(role)}.`,
  )
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
