// Plain JavaScript for any Node: npm runs it after every install, and it may be run again at any time.
//
// postgres.js 3.4.9 does not survive a server that closes a connection in the middle of a transaction: a statement that
// is sent afterwards throws where nobody can catch it and takes the process down; a write that was pending makes the
// connection useless for ever; a statement of the lost transaction may run inside another one that got the connection
// after it; a connection that is lost while it opens is an unhandled rejection, one that was lost while it was busy
// keeps the pool from closing, and the first statement after it gets the error of the last one before. Known as porsager/postgres#1154 and #1208; drop this file when a release has the fixes.
import { readFileSync, writeFileSync } from 'node:fs'

const source = new URL('../node_modules/postgres/src/', import.meta.url)

patch('connection.js', [
  [
    `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)`,
    `  function nextWrite(fn) {
    if (socket === null) {
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
    const x = socket.write(chunk, fn)`,
  ],
  [
    `    incomings = null
    clearImmediate(nextWriteTimer)
    socket.removeListener`,
    `    incomings = null
    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener`,
  ],
  [
    `    clearImmediate(nextWriteTimer)
    if (socket) {`,
    `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    if (socket) {`,
  ],
  [
    `
    !hadError && (query || sent.length) && error(`,
    `
    ;(query || sent.length) && error(`,
  ],
  [
    `    onclose(connection, Errors.connection('CONNECTION_CLOSED', options, socket))
  }`,
    `    query = errorResponse = null
    onclose(connection, Errors.connection('CONNECTION_CLOSED', options, socket))
  }`,
  ],
  [
    `      order by b.oid
    \`], [], execute)`,
    `      order by b.oid
    \`], [], execute).catch(() => [])`,
  ],
])

patch('index.js', [
  [
    `      , connection
      , prepare = null`,
    `      , connection
      , lost = null
      , prepare = null`,
  ],
  [
    `new Promise((_, reject) => connection.onclose = reject)
      ])`,
    `new Promise((_, reject) => connection.onclose = e => reject(lost = e))
      ])`,
  ],
  [
    `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
    `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue === full`,
  ],
])

function patch(file, changes) {
  const path = new URL(file, source)
  let text = readFileSync(path, 'utf8')
  for (const [before, after] of changes) {
    if (text.includes(after)) continue
    if (!text.includes(before)) {
      console.error(`scripts/patch-postgres.js does not fit postgres/src/${file}: is it another version than 3.4.9?`)
      process.exit(1)
    }
    text = text.replace(before, () => after)
  }
  writeFileSync(path, text)
}
