import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'
import { afterBuild } from './after-build.ts'

/** Writes a digest of the offline page into sw.js: browsers look for changes in the worker alone. */
export const stampServiceWorker = (): Plugin =>
  afterBuild('stamp-service-worker', async (directory) => {
    const read = (name: string) => readFile(resolve(directory, name), 'utf8')
    const [worker, page, script] = await Promise.all([read('sw.js'), read('offline.html'), read('offline.js')])
    const digest = createHash('sha256').update(page).update(script).digest('hex').slice(0, 12)
    await writeFile(resolve(directory, 'sw.js'), worker.replace('%VERSION%', digest))
  })
