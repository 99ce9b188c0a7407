import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { garbage } from '../pubsub/testing.ts'
import { gauge, parleyHere } from './harness.ts'
import { until } from './waiting.ts'

const redisUrl = () => process.env.TEST_REDIS_URL ?? ''
const parley = parleyHere(async () => ({ REDIS_URL: redisUrl() }))

test('what others publish on our Redis channels MUST be ignored with one line and a count, and nobody miss a thing', async () => {
  const jimmy = await parley.agent()
  const danny = await parley.agent('danny.solid')
  const readers = [
    await danny.follows('messages'),
    await danny.follows('messages', { over: 'SSE' }),
    await danny.follows('notifications'),
  ]
  const presence = await danny.follows('presence')
  const stranger = new Redis(redisUrl())
  const ours = ['feed:room:general', 'feed:notifications', 'presence']
  const channels = await until('the channels are subscribed', async () => {
    const names = (await stranger.pubsub('CHANNELS', 'parley:*')).map(String)
    return ours.every((name) => names.some((channel) => channel.endsWith(`:${name}`))) && names
  })
  for (const channel of channels) for (const text of garbage) await stranger.publish(channel, text)
  stranger.disconnect()

  await until('all of it is counted', async () => {
    return (await gauge(parley.url, 'parley_ignored_messages_total')) >= garbage.length * 3
  })
  expect(parley.log().filter(({ msg }) => msg.includes('a message was ignored'))).toHaveLength(1)
  await jimmy.sends('still heard')
  for (const reader of readers.slice(0, 2)) await reader.hasSeen('still heard')
  await presence.hasSeen()
})
