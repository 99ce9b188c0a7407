// Plain JavaScript for any Node: runs the script that is named, or says which Node is missing. npm puts the Node that
// package.json pins before the system's own, where there is a package of it for the platform.
const [major] = process.versions.node.split('.').map(Number)
if (major < 24 || !process.features.typescript) {
  console.error(
    `Parley runs on Node 26, and this is ${process.version}: run npm ci without --omit=optional, which brings Node 26 for most platforms, or install it.`,
  )
  process.exit(1)
}
const [name, ...rest] = process.argv.slice(2)
process.argv = [process.argv[0], `scripts/${name}.ts`, ...rest]
await import(`./${name}.ts`)
