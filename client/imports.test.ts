import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = import.meta.dirname

/** Every source file of the client with the files it imports, as paths below `client/`. */
const imports = new Map(
  globSync('**/*.{ts,tsx}', { cwd: root, exclude: ['dist', 'gql', 'specs'] }).map((file) => {
    const lines = readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import) '(\.[^']*\.tsx?)'/g)
    return [file, [...lines].map(([, path = '']) => relative(root, join(root, dirname(file), path)))]
  }),
)

test('no file of the client MUST import itself by way of others', () => {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' > '))
    if (done.has(file) || path.includes(file)) return
    for (const imported of imports.get(file) ?? []) visit(imported, [...path, file])
    done.add(file)
  }
  for (const file of imports.keys()) visit(file, [])
  expect(circles).toEqual([])
})

test('what draws charts MUST be loaded when it is shown, and with no screen before that', () => {
  const codeOf = (file: string) => readFileSync(join(root, file), 'utf8')
  const [ahead = ''] = codeOf('routes.tsx').split('const largeScreens')
  const reached = new Set<string>()
  const visit = (file: string): void => {
    if (reached.has(file)) return
    reached.add(file)
    for (const imported of imports.get(file) ?? []) visit(imported)
  }
  for (const [, path = ''] of ahead.matchAll(/import\('\.\/([^']+)'\)/g)) visit(path)
  expect(reached.size).toBeGreaterThan(100)
  const drawsCharts = (file: string) => codeOf(file).includes("from '@mantine/charts'")
  expect([...imports.keys()].some(drawsCharts)).toBe(true)
  expect([...reached].filter((file) => /\.tsx?$/.test(file) && imports.has(file) && drawsCharts(file))).toEqual([])
})

test('what every screen uses MUST know no screen', () => {
  const isShared = (file: string) => /^(ui|lib|gql|texts)\//.test(file)
  const outward = [...imports]
    .filter(([file]) => /^(ui|lib|texts)\//.test(file))
    .flatMap(([file, paths]) => paths.filter((path) => !isShared(path)).map((path) => `${file} imports ${path}`))
  expect(outward).toEqual([])
})
