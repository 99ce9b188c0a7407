import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const script = `
  import { assertNesting, maxTokens } from './api/execution/limits.ts'
  import { GraphQLError, parse } from 'graphql'
  const query = '{ __type(name: ' + '['.repeat(20000) + ']'.repeat(20000) + ') { name } }'
  try {
    assertNesting(query)
    parse(query, { maxTokens })
  } catch (error) {
    console.log(error instanceof GraphQLError ? 'syntax error' : error)
  }`

test('lists nested 20,000 deep MUST be a syntax error in a process that has parsed nothing yet, whose parser needs most stack', () => {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  expect(stdout + stderr).toBe('syntax error\n')
})
