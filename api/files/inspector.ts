import { spawn } from 'node:child_process'
import type { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { DomainError } from '../lib/errors.ts'
import { createWorkQueue } from '../lib/work-queue.ts'
import { unknownType } from './file.ts'
import { type Inspect, type Inspection, readInspection } from './inspection.ts'
import { type CropPicture, unpackPicture } from './picture.ts'

const inspectProgram = fileURLToPath(new URL('./inspect.ts', import.meta.url))
const cropProgram = fileURLToPath(new URL('./crop.ts', import.meta.url))
/** Megabytes for the JavaScript of an inspection. Images are decoded outside of that, and bound by their pixels. */
const heap = 128
/** An output of more bytes is none. */
const maxOutput = 4_000_000

/** Contents that wait, of one agent and of all: whoever uploads many waits longest. */
const waiting = { perKey: 20, total: 200 }
const tooMany = () =>
  new DomainError(
    'RATE_LIMITED',
    'Too many files are being looked at: ask again in a moment whether yours is complete.',
  )

export type Inspector = { inspect: Inspect; crop: CropPicture }

/**
 * Looks at contents, and makes pictures of images, in a process of its own for each, one at a time: whatever a hostile
 * file does to a decoder ends there, after `timeout` milliseconds at the latest. That process knows none of our
 * variables, hence no secret.
 */
export function createInspector({ logger, timeout = 30_000 }: { logger: Logger; timeout?: number }): Inspector {
  const queue = createWorkQueue({ concurrency: 1, ...waiting }, tooMany)
  return {
    inspect: (content, author) =>
      queue.run(author, async (): Promise<Inspection> => {
        const output = await outputOf([inspectProgram], content, timeout)
        const found = readInspection(output.bytes)
        if (output.failure)
          logger.info({ failure: output.failure, type: found?.type }, 'files: a file could not be looked at in full')
        return found ?? { type: unknownType, image: null }
      }),
    crop: (content, square, author) =>
      queue.run(author, async () => {
        const output = await outputOf([cropProgram, JSON.stringify(square)], content, timeout)
        if (output.failure) logger.info({ failure: output.failure }, 'files: a picture could not be made')
        return output.failure ? null : unpackPicture(output.bytes)
      }),
  }
}

async function outputOf(
  program: readonly string[],
  content: AsyncIterable<Uint8Array>,
  timeout: number,
): Promise<{ bytes: Buffer; failure: string | null }> {
  const child = spawn(process.execPath, [`--max-old-space-size=${heap}`, '--no-warnings', ...program], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: ownEnvironment(),
    timeout,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code === 0 ? null : `ended with ${signal ?? code}`))
  })
  const parts: Buffer[] = []
  let length = 0
  child.stdout.on('data', (part: Buffer) => {
    length += part.length
    if (length > maxOutput) child.kill('SIGKILL')
    else parts.push(part)
  })
  try {
    await write(content, child.stdin)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  const failure = await ended
  return { bytes: Buffer.concat(parts), failure }
}

/** It stops reading when it knows enough, or ends: neither is an error. */
async function write(content: AsyncIterable<Uint8Array>, stdin: Writable): Promise<void> {
  stdin.on('error', () => {})
  for await (const piece of content) {
    if (!stdin.writable) return
    if (stdin.write(piece)) continue
    await new Promise((resolve) => {
      stdin.once('drain', resolve)
      stdin.once('close', resolve)
    })
  }
  stdin.end()
}

/** Windows finds no libraries without the first; the others make a second start quicker. */
function ownEnvironment(): Record<string, string> {
  const names = ['SystemRoot', 'TMPDIR', 'TEMP', 'NODE_COMPILE_CACHE']
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}
