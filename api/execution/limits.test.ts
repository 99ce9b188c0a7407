import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

// A process that has parsed nothing yet has the least room on its stack.
test.each([
  ['lists', '"[".repeat(n)', '"]".repeat(n)'],
  ['objects', '"{a:".repeat(n) + 1', '"}".repeat(n)'],
])('%s nested to any depth MUST be a syntax error in a fresh process', (_, open, close) => {
  const script = `
    import { assertNesting, maxTokens } from './api/execution/limits.ts'
    import { GraphQLError, parse } from 'graphql'
    for (const n of [199, 300, 700, 900, 1300, 20000]) {
      const query = '{ __type(name: ' + ${open} + ${close} + ') { name } }'
      try {
        assertNesting(query)
        parse(query, { maxTokens })
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error
      }
    }
    console.log('all read')`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  expect(stdout + stderr).toBe('all read\n')
})
