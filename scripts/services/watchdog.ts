import { spawn } from 'node:child_process'
import { appendFile, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Sees to it that nothing of a run outlives it. */
export type Watchdog = {
  directory: string
  /** The environment for every process of the run: by its mark they are found again, however deep they were started. */
  env: NodeJS.ProcessEnv
  /** A shell command for the end, for what is no process of this machine: a container. */
  atEnd(command: string): Promise<void>
  /** Kills what is left, removes the directory, and returns when that is done. */
  end(): Promise<void>
}

// Waits for the end of a pipe that only the runner holds: it comes when the runner ends, also by kill -9. A process of
// the run is known by its environment, or by where it works: Postgres and Redis write their title over the former.
const SCRIPT = `
trap '' INT TERM HUP
cat >/dev/null
if [ -d /proc/self ]; then
  for process in $(grep -lzs "^PARLEY_TEST_RUN=$1\\$" /proc/[0-9]*/environ) $(find /proc/[0-9]*/cwd -prune -lname "$1*" 2>/dev/null); do
    id=\${process#/proc/}
    kill -9 "\${id%/*}" 2>/dev/null
  done
else
  ps eww -axo pid=,command= | grep -F "PARLEY_TEST_RUN=$1" | while read -r id rest; do kill -9 "$id"; done 2>/dev/null
fi
[ -f "$1/at-end" ] && sh "$1/at-end" >/dev/null 2>&1
rm -rf "$1"
`

export async function startWatchdog(): Promise<Watchdog> {
  const directory = await mkdtemp(join(tmpdir(), 'parley-test-'))
  const temporary = join(directory, 'tmp')
  await mkdir(temporary)
  const child = spawn('sh', ['-c', SCRIPT, 'watchdog', directory], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const gone = new Promise((settle) => child.once('exit', settle))
  child.unref()
  return {
    directory,
    env: { ...process.env, PARLEY_TEST_RUN: directory, TMPDIR: temporary },
    atEnd: (command) => appendFile(join(directory, 'at-end'), `${command}\n`),
    end: async () => {
      child.ref()
      child.stdin?.end()
      await gone
    },
  }
}
