import { connect } from 'amqplib'

/**
 * Milliseconds after which a new queue survives a kill of RabbitMQ. A quorum queue of RabbitMQ 3.10 that was declared
 * less than a second before comes back without a leader, for good: what is routed to it is never confirmed.
 */
export const queuesAreSafeAfter = 2_000

/** As an operator deletes it, with whatever is in it. */
export async function deleteQueue(url: string, name: string): Promise<void> {
  await withChannel(url, (channel) => channel.deleteQueue(name))
}

/** Messages in the queue of dead letters. */
export async function countDead(url: string): Promise<number> {
  return withChannel(url, async (channel) => (await channel.checkQueue('parley.dead')).messageCount)
}

type Channel = Awaited<ReturnType<Awaited<ReturnType<typeof connect>>['createChannel']>>

async function withChannel<T>(url: string, work: (channel: Channel) => Promise<T>): Promise<T> {
  const model = await connect(url, { timeout: 5_000 })
  model.on('error', () => {})
  try {
    const channel = await model.createChannel()
    channel.on('error', () => {})
    return await work(channel)
  } finally {
    await model.close().catch(() => {})
  }
}
