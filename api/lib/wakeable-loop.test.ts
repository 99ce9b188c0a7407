import { expect, test } from 'vitest'
import { startLoop, type WakeableLoop } from './wakeable-loop.ts'

const hour = 3_600_000
/** A loop whose turns the test sees and lets go one by one. */
function steppedLoop(pause: number, wakeable = true) {
  const waiting: { go: () => void }[] = []
  let turns = 0
  let check = () => {}
  const loop: WakeableLoop = startLoop(async () => {
    turns++
    const gate = Promise.withResolvers<void>()
    waiting.push({ go: gate.resolve })
    check()
    await gate.promise
    return { pause, wakeable }
  })
  const reached = (count: number) =>
    new Promise<void>((resolve) => {
      check = () => {
        if (turns >= count) resolve()
      }
      check()
    })
  return { loop, reached, turns: () => turns, go: () => waiting.shift()?.go() }
}

test('a wake MUST end a pause', async () => {
  const { loop, reached, go } = steppedLoop(hour)
  go()
  await new Promise(setImmediate)
  loop.wake()
  await reached(2)
  go()
  await loop.stop()
})

test('a wake during a turn MUST skip the pause after it, once', async () => {
  const { loop, reached, go, turns } = steppedLoop(hour)
  loop.wake()
  go()
  await reached(2)
  go()
  await new Promise(setImmediate)
  expect(turns()).toBe(2)
  await loop.stop()
})

test('a pause that is not wakeable MUST end by time or by stop, and by no wake', async () => {
  const { loop, go, turns } = steppedLoop(hour, false)
  loop.wake()
  go()
  await new Promise(setImmediate)
  loop.wake()
  await new Promise(setImmediate)
  expect(turns()).toBe(1)
  await loop.stop()
  expect(turns()).toBe(1)
})

test('stop MUST wait for the turn that is running', async () => {
  const { loop, reached, go } = steppedLoop(0)
  await reached(1)
  let stopped = false
  const stopping = loop.stop().then(() => {
    stopped = true
  })
  await new Promise(setImmediate)
  expect(stopped).toBe(false)
  go()
  await stopping
})
