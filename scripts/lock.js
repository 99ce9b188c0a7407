// Plain JavaScript for any Node: npm runs it after every install, and it changes the lock only after a change of dependencies.
//
// npm compares the `engines` of every package in the lock with the Node that npm itself runs on, warns of each that asks
// for more, and drops the optional ones. Here packages run on the Node that the lock brings, so the comparison is with
// the wrong one. And it runs the install scripts of those marked `hasInstallScript`; when one of an optional package
// fails, it drops the package without a word. The only such script makes links that api/db makes at start.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const path = new URL('../package-lock.json', import.meta.url)
if (existsSync(path)) {
  const before = readFileSync(path, 'utf8')
  const lock = JSON.parse(before)
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue
    delete entry.engines
    delete entry.hasInstallScript
  }
  const after = `${JSON.stringify(lock, null, 2)}\n`
  if (after !== before) writeFileSync(path, after)
}
