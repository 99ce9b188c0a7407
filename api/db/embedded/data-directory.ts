import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartError } from '../../lib/start-error.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import type { Launcher } from './postgres-launcher.ts'

const MAJOR = '18'

/** Makes the directory if need be; throws StartError when this user may not write there. */
export async function assertWritable(dataDir: string): Promise<void> {
  try {
    await makeDirectory(dataDir)
    await rm(await mkdtemp(join(dataDir, 'probe-')), { recursive: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartError(
      `DATA_DIR (${dataDir}) cannot be written (${code}): make it a directory that this user may write, or set DATA_DIR to another one.`,
    )
  }
}

// Not mkdir's own `recursive`, which goes round for ever where a file system answers ENOENT for a parent that exists
// (below /proc, for one).
async function makeDirectory(path: string): Promise<void> {
  await mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
    const parent = dirname(path)
    if (error.code === 'EEXIST' && (await stat(path)).isDirectory()) return
    if (error.code !== 'ENOENT' || (await exists(parent))) throw error
    await makeDirectory(parent)
    await mkdir(path)
  })
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

/**
 * Makes the database unless it is there. It is made aside and renamed when whole: a first start that is interrupted
 * leaves nothing half made, and of two first starts at the same time one wins.
 */
export async function initialise(launcher: Launcher, binaries: PostgresBinaries, dataDir: string, directory: string) {
  const version = await readFile(join(directory, 'PG_VERSION'), 'utf8').catch(() => '')
  if (version.trim() === MAJOR) return
  if (version) {
    throw new StartError(
      `DATA_DIR (${dataDir}) holds a database of Postgres ${version.trim()}, and this Parley brings Postgres ${MAJOR}: set DATA_DIR to a new directory, or serve the old one with Postgres ${version.trim()} and set DATABASE_URL.`,
    )
  }
  const fresh = await mkdtemp(join(dataDir, 'postgres.new-'))
  const password = `${fresh}.password`
  try {
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
    await launcher.own(fresh)
    await launcher.own(password)
    await launcher.run(binaries.initdb, [
      ...['--pgdata', fresh, '--username', 'parley', '--pwfile', password, '--auth', 'scram-sha-256'],
      ...['--encoding', 'UTF8', '--locale-provider', 'builtin', '--locale', 'C.UTF-8', '--no-instructions'],
    ])
    await launcher.run(binaries.postgres, ['--single', '-D', fresh, 'postgres'], 'create database parley\n')
    await rename(password, join(fresh, 'parley.password'))
    await rename(fresh, directory).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } catch (error) {
    const reason = error instanceof Error ? lastLine(error.message) : String(error)
    throw new StartError(`No database could be made in DATA_DIR (${dataDir}): ${reason}`)
  } finally {
    await rm(fresh, { recursive: true, force: true })
    await rm(password, { force: true })
  }
}

/** The password that was generated when the database was made. */
export async function readPassword(dataDir: string, directory: string): Promise<string> {
  const text = await readFile(join(directory, 'parley.password'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StartError(
      `The database in DATA_DIR (${dataDir}) cannot be opened (${error.code} for its parley.password): start Parley as the user who made it, or set DATA_DIR to another directory.`,
    )
  })
  return text.trim()
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? ''
