import { spawn } from 'node:child_process'

/** `command` is what scripts/run.js takes: a script or a program of node_modules by its name, and its arguments. */
export type Step = { title: string; command: string[]; fix?: string }

/** What can be said of the source without starting anything. */
export const sourceChecks: Step[] = [
  {
    title: 'types',
    command: ['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', 'node_modules/.cache/tsc.json'],
  },
  { title: 'lint and format', command: ['biome', 'ci', '--colors=off'], fix: 'npm run format' },
  { title: 'schema.graphql', command: ['schema', '--check'] },
  { title: 'docs/events.md', command: ['events', '--check'], fix: 'npm run events' },
  { title: 'client/gql', command: ['graphql-codegen', '--config', 'codegen.ts', '--check'], fix: 'npm run codegen' },
]

/** Runs a step, prints one line about it, and its output only when it failed. */
export async function runStep(step: Step, env: NodeJS.ProcessEnv, interrupted: AbortSignal): Promise<boolean> {
  const started = Date.now()
  const { code, output } = await runCommand(step.command, env, interrupted, 'keep')
  const seconds = ((Date.now() - started) / 1_000).toFixed(1)
  console.log(`${code === 0 ? '✓' : '✗'} ${step.title} (${seconds} s)`)
  if (code !== 0) console.log(`${output.trim()}${step.fix ? `\nTo correct it: ${step.fix}` : ''}\n`)
  return code === 0
}

/** Runs what scripts/run.js takes to its end, with its output shown or kept. Rejects when interrupted, once it is gone. */
export function runCommand(
  command: string[],
  env: NodeJS.ProcessEnv,
  interrupted: AbortSignal,
  output: 'show' | 'keep',
): Promise<{ code: number | null; output: string }> {
  return runProgram([process.execPath, 'scripts/run.js', ...command], env, interrupted, output)
}

/** The same of any program that is found by its name or path. */
export function runProgram(
  command: string[],
  env: NodeJS.ProcessEnv,
  interrupted: AbortSignal,
  output: 'show' | 'keep',
): Promise<{ code: number | null; output: string }> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { env, stdio: ['ignore', ...pipes(output)] })
  let kept = ''
  const keep = (chunk: Buffer) => {
    kept += chunk.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const stop = () => child.kill('SIGTERM')
  interrupted.addEventListener('abort', stop, { once: true })
  if (interrupted.aborted) stop()
  const harder = () => setTimeout(() => child.kill('SIGKILL'), 8_000).unref()
  interrupted.addEventListener('abort', harder, { once: true })
  return new Promise((settle, fail) => {
    child.once('error', fail)
    child.once('close', (code) => {
      interrupted.removeEventListener('abort', stop)
      interrupted.removeEventListener('abort', harder)
      if (interrupted.aborted) fail(interrupted.reason)
      else settle({ code, output: kept })
    })
  })
}

const pipes = (output: 'show' | 'keep') =>
  output === 'show' ? (['inherit', 'inherit'] as const) : (['pipe', 'pipe'] as const)
