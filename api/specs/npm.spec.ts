import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bareEnv } from './process.ts'
import { until } from './waiting.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
/** Makes a Node as good as one that is too old, but not what that starts. */
const tooOld = '--no-experimental-strip-types'

const newDirectory = () => mkdtemp(join(process.env.PARLEY_TEST_RUN ?? tmpdir(), 'parley-npm-'))
const remove = (path: string) => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })

/** The first server fills it with the demo data, which takes longer than everything else, and the others go on with it. */
let data: string
let directory: string
let started: ChildProcess[]
beforeAll(async () => {
  data = await newDirectory()
})
beforeEach(async () => {
  directory = await newDirectory()
  started = []
})
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL')
  await until('the servers are gone', () => !existsSync(postmaster()))
  await remove(directory)
})
afterAll(() => remove(data))

const postmaster = () => join(data, 'postgres', 'postmaster.pid')

/** A server that somebody starts by `command`, in an environment of its own and with what `more` adds. */
async function start(command: string[], more: NodeJS.ProcessEnv = {}) {
  const env = { ...bareEnv(), PORT: '0', DATA_DIR: data, DRAIN_SECONDS: '0', LOG_LEVEL: 'info', ...more }
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] })
  started.push(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()))
  const ended = once(child, 'exit')
  const url = await until(
    'it is ready',
    () => /Web app\s+(http:\S+)\//.exec(output)?.[1] ?? exited(child, output),
    60_000,
  )
  return {
    child,
    url,
    ended,
    /** Resolves when nobody listens any more and nobody holds DATA_DIR: stopping has 15 seconds, and then ends Postgres. */
    gone: () => until('the server is gone', async () => !existsSync(postmaster()) && !(await answers(url))),
    output: () => output,
  }
}

function exited(child: ChildProcess, output: string): undefined {
  if (child.exitCode !== null) throw new Error(`It ended before it was ready: ${output}`)
}

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  )

/** A directory for the front of PATH whose `node` is too old. */
async function oldNode(): Promise<string> {
  const bin = join(directory, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'node'), `#!/bin/sh\nexec '${process.execPath}' ${tooOld} "$@"\n`)
  await chmod(join(bin, 'node'), 0o755)
  return `${bin}:${process.env.PATH}`
}

// Windows has no signals.
const posix = process.platform !== 'win32'

describe.runIf(posix)('npm start', () => {
  test.each([
    ['SIGTERM', '1'],
    ['SIGTERM', '2'],
    ['SIGINT', '1'],
    ['SIGHUP', '1'],
    ['SIGKILL', '1'],
    ['SIGKILL', '2'],
  ] as const)(
    'told %s by the number of npm MUST end its server in order, with %s worker(s)',
    async (signal, WORKERS) => {
      const server = await start(['npm', 'start'], { WORKERS })
      server.child.kill(signal)
      const [code] = await server.ended
      await server.gone()
      await until('it has said so', () => server.output().includes('"msg":"stopping"'))
      // npm itself heeds no other.
      if (signal === 'SIGTERM' || signal === 'SIGINT') expect(code).toBe(0)
    },
  )

  test('by a Node that is too old MUST run on the one that npm installed, and end with it', async () => {
    const env = { PATH: await oldNode(), npm_lifecycle_event: 'start' }
    const script = ['sh', '-c', 'exec node scripts/run.js start']
    const server = await start(script, env)
    server.child.kill('SIGTERM')
    expect(await server.ended).toEqual([0, null])
    await server.gone()

    const next = await start(script, env)
    next.child.kill('SIGKILL')
    await next.gone()
    expect(next.output()).toContain('"msg":"stopping"')
  })
})

describe('scripts/run.js', () => {
  const run = (file: string, ...args: string[]) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>((settle) =>
      execFile(process.execPath, [...args, file, 'schema', '--check'], { cwd: project }, (error, stdout, stderr) =>
        settle({ code: error?.code ?? 0, stdout, stderr }),
      ),
    )

  /** The scripts beside node_modules that hold nothing but what these tests need. */
  async function barely(): Promise<string> {
    await cp(join(project, 'scripts'), join(directory, 'scripts'), { recursive: true })
    await mkdir(join(directory, 'node_modules'))
    return join(directory, 'scripts', 'run.js')
  }

  test('where nothing is installed MUST say so in one line', async () => {
    const { code, stderr } = await run(await barely())
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'Nothing is installed here yet: run npm ci.\n' })
  })

  test('by a Node that is too old, without another, MUST say in one line what is missing', async () => {
    const file = await barely()
    await symlink(join(project, 'node_modules', 'postgres'), join(directory, 'node_modules', 'postgres'))
    const { code, stderr } = await run(file, tooOld)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^Parley needs Node 24\.7 or newer, and this is v[\d.]+: .*install it\.\n$/)
  })

  test('MUST patch postgres.js where npm ran no scripts', async () => {
    const file = await barely()
    const postgres = join(directory, 'node_modules', 'postgres', 'src')
    await cp(join(project, 'node_modules', 'postgres', 'src'), postgres, { recursive: true })
    const index = join(postgres, 'index.js')
    const mended = await readFile(index, 'utf8')
    await writeFile(index, mended.replace('  parleyFixes: true,\n', ''))
    await run(file)
    expect(await readFile(index, 'utf8')).toBe(mended)
  })
})

test('the lock MUST ask npm neither for another Node nor to run scripts of dependencies', async () => {
  const lock = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { engines?: object; hasInstallScript?: boolean }>
  }
  const asking = Object.entries(lock.packages).filter(
    ([path, entry]) => path && (entry.engines || entry.hasInstallScript),
  )
  expect(asking.map(([path]) => path)).toEqual([])
})
