import { expect, test } from 'vitest'
import { Histogram } from './histogram.ts'

test('percentiles MUST be right within one per cent', () => {
  const histogram = new Histogram()
  for (let ms = 1; ms <= 1_000; ms++) histogram.add(ms)
  for (const share of [0.01, 0.5, 0.99, 1]) {
    const found = histogram.percentile(share) / (share * 1_000)
    expect(found).toBeGreaterThanOrEqual(0.999)
    expect(found).toBeLessThan(1.011)
  }
})

test('histograms of several processes MUST add up', () => {
  const [slow, fast] = [new Histogram(), new Histogram()]
  for (let i = 0; i < 10; i++) slow.add(100)
  for (let i = 0; i < 90; i++) fast.add(1)
  const sum = Histogram.sum([slow.counts(), fast.counts()])
  expect(sum.total).toBe(100)
  expect(sum.percentile(0.9)).toBeCloseTo(1, 1)
  expect(sum.percentile(0.91)).toBeGreaterThan(99)
})

test('nothing measured MUST not look like a figure', () => {
  expect(new Histogram().percentile(0.5)).toBeNaN()
})
