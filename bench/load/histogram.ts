/** Percentiles of durations in milliseconds, within one per cent, at the cost of a counter. */
export class Histogram {
  readonly #counts: Float64Array
  #total = 0

  constructor(counts?: Iterable<number>) {
    this.#counts = counts ? Float64Array.from(counts) : new Float64Array(buckets)
    for (const count of this.#counts) this.#total += count
  }

  add(ms: number): void {
    const bucket = bucketOf(ms)
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1
    this.#total++
  }

  clear(): void {
    this.#counts.fill(0)
    this.#total = 0
  }

  get total(): number {
    return this.#total
  }

  /** The duration that this share (0 to 1) of all took at most; NaN without any. */
  percentile(share: number): number {
    if (this.#total === 0) return Number.NaN
    let left = Math.max(1, Math.ceil(share * this.#total))
    for (const [bucket, count] of this.#counts.entries()) {
      left -= count
      if (left <= 0) return shortest * growth ** bucket
    }
    return Number.POSITIVE_INFINITY
  }

  /** Its counts, to be sent to another process. */
  counts(): number[] {
    return [...this.#counts]
  }

  static sum(all: readonly number[][]): Histogram {
    return new Histogram(
      Array.from({ length: buckets }, (_, i) => all.reduce((sum, counts) => sum + (counts[i] ?? 0), 0)),
    )
  }
}

/** One microsecond to about a minute, each bucket one per cent wider than the last. */
const shortest = 0.001
const growth = 1.01
const buckets = 1_800

function bucketOf(ms: number): number {
  if (ms <= shortest) return 0
  return Math.min(buckets - 1, Math.ceil(Math.log(ms / shortest) / Math.log(growth)))
}
