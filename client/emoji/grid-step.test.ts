import { expect, test } from 'vitest'
import { stepIn } from './grid-step.ts'

test('arrow keys MUST move through the lines of a grid and never leave it', () => {
  expect(stepIn(0, 'ArrowRight', 20)).toBe(1)
  expect(stepIn(6, 'ArrowRight', 20)).toBe(7)
  expect(stepIn(0, 'ArrowLeft', 20)).toBeNull()
  expect(stepIn(3, 'ArrowDown', 20)).toBe(10)
  expect(stepIn(10, 'ArrowUp', 20)).toBe(3)
  expect(stepIn(3, 'ArrowUp', 20)).toBeNull()
  expect(stepIn(13, 'ArrowDown', 20)).toBe(19)
  expect(stepIn(19, 'ArrowDown', 20)).toBeNull()
  expect(stepIn(19, 'ArrowRight', 20)).toBeNull()
  expect(stepIn(0, 'ArrowDown', 0)).toBeNull()
  expect(stepIn(0, 'Enter', 20)).toBeNull()
})
