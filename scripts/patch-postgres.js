// Plain JavaScript for any Node: npm runs it after every install, and scripts/run.js before everything, since npm may have
// been told to run no scripts. It changes nothing the second time.
//
// postgres.js 3.4.9 does not survive a server that closes a connection in the middle of a transaction: a statement that
// is sent afterwards throws where nobody can catch it and takes the process down; a write that was pending makes the
// connection useless for ever; a statement of the lost transaction may run inside another one that got the connection
// after it; a connection that is lost while it opens is an unhandled rejection, one that was lost while it was busy
// keeps the pool from closing, and the first statement after it gets the error of the last one before. Known as porsager/postgres#1154 and #1208.
//
// Two more things it lacks: `session`, statements that every connection runs first (a pooler takes no settings at its
// start; when they fail, so does the connection); and to be told where to connect by its options alone, never by PG*
// variables. Drop this file when a release has all of that.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'

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
    \`], [], execute, null, { simple: !!options.session }).catch(e => (options.session && socket && socket.destroy(e), []))`,
  ],
  [
    `    const types = await new Query([\``,
    `    const types = await new Query([(options.session ? options.session + ';' : '') + \``,
  ],
  [
    `    types.forEach(({ oid, typarray })`,
    `    ;(options.session ? types.at(-1) || [] : types).forEach(({ oid, typarray })`,
  ],
])

// Last, since it says that all is done: api/db/db.ts refuses to work without `parleyFixes`.
patch('index.js', [
  [
    `    socket          : o.socket,`,
    `    socket          : o.socket,
    session         : o.session,`,
  ],
  [
    `url.searchParams.get('target_session_attrs') || env.PGTARGETSESSIONATTRS`,
    `url.searchParams.get('target_session_attrs') || null`,
  ],
  [
    `Object.assign(Postgres, {
  PostgresError,`,
    `Object.assign(Postgres, {
  parleyFixes: true,
  PostgresError,`,
  ],
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
  const before = readFileSync(path, 'utf8')
  let text = before
  for (const [original, fixed] of changes) {
    if (text.includes(fixed)) continue
    if (!text.includes(original)) {
      console.error(`scripts/patch-postgres.js does not fit postgres/src/${file}: is it another version than 3.4.9?`)
      process.exit(1)
    }
    text = text.replace(original, () => fixed)
  }
  if (text === before) return
  // A new file in the place of the old one, which pnpm shares with other projects.
  const fresh = new URL(`${file}.patched`, source)
  try {
    writeFileSync(fresh, text)
    renameSync(fresh, path)
  } catch (error) {
    console.error(
      `node_modules/postgres lacks the fixes of scripts/patch-postgres.js, and cannot be written (${error.code}): make it writable once.`,
    )
    process.exit(1)
  }
}
