const origin = process.hrtime.bigint()
const originMs = Number(origin / 1_000n) / 1_000
const startedAt = performance.now()

/** Milliseconds of a clock that all processes of this machine share and nobody sets. */
export function now(): number {
  return originMs + performance.now() - startedAt
}
