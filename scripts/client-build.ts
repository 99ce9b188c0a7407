import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readFile, writeFile } from 'node:fs/promises'

const BUILT_FROM = 'client/dist/.built-from'

/** Builds the client unless client/dist was built from these very sources. Throws when the build fails. */
export async function buildClientIfStale(): Promise<void> {
  const builtFrom = await readFile(BUILT_FROM, 'utf8').catch(() => '')
  if (existsSync('client/dist/index.html') && builtFrom === (await digest())) return
  console.log('Building the web app …')
  await buildClient()
}

/** Builds the client. Throws when the build fails. */
export async function buildClient(): Promise<void> {
  const sources = await digest()
  await viteBuild()
  await writeFile(BUILT_FROM, sources)
}

async function digest(): Promise<string> {
  const files = ['package-lock.json', 'schema.graphql', 'vite.config.ts']
  for await (const file of glob('client/**', { exclude: ['client/dist/**', 'client/dist'], withFileTypes: true })) {
    if (file.isFile()) files.push(`${file.parentPath}/${file.name}`)
  }
  const hash = createHash('sha256')
  for (const file of files.sort()) hash.update(file).update(await readFile(file))
  return hash.digest('hex')
}

function viteBuild(): Promise<void> {
  const child = spawn(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Warnings about other people's packages are of no use to somebody who wants to start the product.
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const stop = () => {
    child.kill()
    process.exit(143)
  }
  process.once('SIGTERM', stop)
  return new Promise((settle, fail) => {
    child.once('error', fail)
    child.once('close', (code) => {
      process.off('SIGTERM', stop)
      if (code === 0) settle()
      else fail(new Error(`${output.trim()}\nThe web app could not be built.`))
    })
  })
}
