import { glob, readFile, stat, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'
import { afterBuild } from './after-build.ts'

/** What gets smaller; fonts (woff2) and pictures are compressed already. Pages are compressed by the server. */
const compressible = 'assets/**/*.{js,css,svg,ttf,json}'

/** In bytes: below this, headers and rounding eat the gain. */
const smallest = 1_000

/** In bytes: the best brotli takes half a second per megabyte and more; the editor of GraphiQL gets a faster one. */
const large = 500_000

/** Writes `<file>.br` and `<file>.gz` beside every file that gets smaller, for the server to send as they are. */
export const compress = (): Plugin =>
  afterBuild('compress', async (directory) => {
    const files = await Array.fromAsync(glob(compressible, { cwd: directory }))
    await Promise.all(files.map((file) => compressFile(`${directory}/${file}`)))
  })

async function compressFile(file: string): Promise<void> {
  if ((await stat(file)).size < smallest) return
  const content = await readFile(file)
  const quality = content.length > large ? 9 : 11
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  await Promise.all([
    promisify(brotliCompress)(content, { params }).then((compressed) => writeFile(`${file}.br`, compressed)),
    promisify(gzip)(content, { level: 9 }).then((compressed) => writeFile(`${file}.gz`, compressed)),
  ])
}
