import DataLoader from 'dataloader'

/**
 * Look-ups of all operations together: what is asked for in one turn of the event loop is one query, also when it came by
 * different sockets and timers. Nothing is kept, so an answer is never older than its question.
 */
export function sharedLoader<Key, Value>(
  load: (keys: readonly Key[]) => Promise<Value[]>,
  maxBatchSize = 1_000,
): DataLoader<Key, Value> {
  return new DataLoader(load, { cache: false, maxBatchSize, batchScheduleFn: setImmediate })
}
