import { inMemoryPubSub } from './in-memory.ts'
import { pubSubContract } from './pubsub-contract.ts'

pubSubContract('in-process', async () => inMemoryPubSub())
