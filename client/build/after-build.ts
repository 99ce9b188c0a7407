import { resolve } from 'node:path'
import type { Plugin } from 'vite'

/** A plugin that works on what the build has written: `work` gets the absolute path of the output directory. */
export function afterBuild(name: string, work: (directory: string) => Promise<void>): Plugin {
  let directory = ''
  return {
    name,
    apply: 'build',
    configResolved({ root, build }) {
      directory = resolve(root, build.outDir)
    },
    closeBundle: () => work(directory),
  }
}
