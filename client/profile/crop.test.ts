import { expect, test } from 'vitest'
import { squareIn } from './crop.ts'

test.each([
  [
    { x: 10.4, y: 20.6, width: 99.6, height: 99.6 },
    { x: 10, y: 21, size: 100 },
  ],
  // Half a pixel beyond the edges, as it is by rounding.
  [
    { x: -0.4, y: 100.5, width: 200.3, height: 200.3 },
    { x: 0, y: 100, size: 200 },
  ],
  [
    { x: 250, y: 0, width: 150, height: 151 },
    { x: 150, y: 0, size: 150 },
  ],
  [
    { x: 0, y: 0, width: 900, height: 900 },
    { x: 0, y: 0, size: 300 },
  ],
])('a square at %j of an image of 300 to 300 pixels MUST lie within it, at %j', (chosen, square) => {
  expect(squareIn({ width: 300, height: 300 }, chosen)).toEqual(square)
})
