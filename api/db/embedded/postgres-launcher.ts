import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chown, readFile, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { promisify } from 'node:util'
import { StartError } from '../../lib/start-error.ts'

const exec = promisify(execFile)

/** The exit code by which {@link Launcher.serve}'s process says that another server holds the directory. */
export const DIRECTORY_IN_USE = 75

const NOBODY = 65534

/** Runs Postgres programs as a user that Postgres accepts, and never longer than this process runs. */
export type Launcher = {
  /** Makes a directory belong to the user that Postgres will run as. */
  own(path: string): Promise<void>
  /** Runs a program to its end; rejects with its stderr in the message. */
  run(program: string, args: string[], input?: string): Promise<void>
  /** Starts the server on `directory`, with `env` added to its environment. The child's pid is the postmaster's. */
  serve(program: string, args: string[], directory: string, env?: NodeJS.ProcessEnv): ChildProcess
}

/**
 * Postgres refuses to run as root, and its initdb as a user without a name (containers are often given a bare number).
 * Both map themselves to another user in a namespace of their own, so that the files stay theirs. Where that is forbidden
 * (containers by default), or where the database already belongs to another user, root becomes an unprivileged user,
 * who gets into closed directories (root's home is one) by a capability. Anybody else just runs it.
 */
export async function createLauncher(dataDir: string, database: string, postgres: string): Promise<Launcher> {
  const asWeAre = launcher(dataDir, [], async () => {})
  const uid = process.getuid?.()
  if (process.platform !== 'linux' && uid !== 0) return asWeAre
  const named = await namedUsers()
  if (uid !== 0 && hasName()) return asWeAre
  const owner = await ownerOf(database)
  const namespace = ['unshare', '--user', `--map-user=${named.includes(NOBODY) ? NOBODY : (named[0] ?? NOBODY)}`]
  // A database of another user would belong to no user of the namespace.
  if ((owner === null || owner === uid) && (await works([...namespace, 'true'])))
    return launcher(dataDir, namespace, async () => {})
  if (uid !== 0) return asWeAre

  const above = await ownerOf(dataDir)
  const user = owner || (above && named.includes(above) ? above : NOBODY)
  const become = await unprivileged(user, ['sh', '-c', 'cd "$0" && env test -x "$1"', dataDir, postgres])
  if (!become) {
    throw new StartError(
      `Postgres does not run as root, and the unprivileged user ${user} may not enter DATA_DIR (${dataDir}) or node_modules: start Parley as an ordinary user, or set DATABASE_URL to a Postgres server.`,
    )
  }
  if (owner === 0) await exec('chown', ['-R', `${user}:${user}`, database])
  return launcher(dataDir, become, (path) => chown(path, user, user))
}

/** The command by which root runs others as `user`, with no more rights than `probe` needs; undefined when none works. */
async function unprivileged(user: number, probe: string[]): Promise<string[] | undefined> {
  const become = ['setpriv', `--reuid=${user}`, `--regid=${user}`, '--clear-groups']
  // Reading and entering everything is enough. Docker gives its containers only the wider one. access(2), by which
  // initdb looks for its programs, heeds capabilities of users other than root only with the secure bit.
  const withCapability = (name: string) => [
    ...['--securebits=+no_setuid_fixup', `--inh-caps=+${name}`, `--ambient-caps=+${name}`],
  ]
  const attempts = [[], withCapability('dac_read_search'), withCapability('dac_override')]
  for (const attempt of attempts) {
    const command = [...become, ...attempt]
    if (await works([...command, ...probe])) return command
  }
  return undefined
}

const ownerOf = (path: string) =>
  stat(path).then(
    (found) => found.uid,
    () => null,
  )

/** Ids of users other than root that this system has a name for, as far as its file tells. */
async function namedUsers(): Promise<number[]> {
  const file = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return file
    .split('\n')
    .map((line) => Number(line.split(':')[2]))
    .filter((id) => id > 0)
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

const works = ([program = '', ...args]: string[]) =>
  exec(program, args).then(
    () => true,
    () => false,
  )

// Linux ties the server to us by a death signal and to its directory by a lock that the server and all its children
// hold, which containers sharing a volume see too; so a postmaster.pid found under the lock is left over from a crash
// and its number may belong to another process by now. The comparison closes the race in which this process ends before the signal is armed.
const ARMED = '[ "$PPID" = "$0" ] || exit 1; rm -f "$1/postmaster.pid"; shift; exec "$@"'

function launcher(dataDir: string, prefix: string[], own: Launcher['own']): Launcher {
  const command = (args: string[]): [string, string[]] => {
    const [program = '', ...rest] = [...prefix, ...args]
    return [program, rest]
  }
  return {
    own,
    run: async (program, args, input = '') => {
      const running = exec(...command([program, ...args]), { env: environment(), cwd: dataDir })
      running.child.stdin?.end(input)
      await running
    },
    serve: (program, args, directory, env = {}) => {
      const lock = ['flock', '--no-fork', '--nonblock', `--conflict-exit-code=${DIRECTORY_IN_USE}`, directory]
      const tied = ['setpriv', '--pdeathsig', 'INT', 'sh', '-c', ARMED, String(process.pid), directory]
      const linux = process.platform === 'linux'
      const [file, rest] = command(linux ? [...lock, ...tied, program, ...args] : [program, ...args])
      // A process group of its own: Ctrl-C is for us, and the server stops when we no longer need it.
      const child = spawn(file, rest, {
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: environment(env),
        cwd: dataDir,
      })
      if (!linux && process.platform !== 'win32') watch(child)
      return child
    },
  }
}

// Where no death signal exists, a shell waits for the end of a pipe that only we hold open.
function watch(server: ChildProcess): void {
  const script = 'cat; kill -INT "$0"'
  const watcher = spawn('sh', ['-c', script, String(server.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  server.once('exit', () => watcher.kill('SIGKILL'))
}

// PG* variables of a developer's shell must not reach into the embedded server.
const environment = (more: NodeJS.ProcessEnv = {}) => ({
  ...Object.fromEntries(Object.entries({ ...process.env, ...more }).filter(([name]) => !name.startsWith('PG'))),
  LC_ALL: 'C',
  TZ: 'UTC',
})
