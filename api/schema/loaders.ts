import DataLoader from 'dataloader'
import type { Agent } from '../auth/agents.ts'
import type { Room } from '../chat/message.ts'
import type { Product } from '../policies/product.ts'
import type { Services } from './services.ts'

/** Batched look-ups for one operation or one event of a subscription; never kept longer than that. */
export type Loaders = {
  agent: DataLoader<string, Agent | null>
  room: DataLoader<string, Room | null>
  product: DataLoader<string, Product | null>
  /** An agent as the author of something: one who is no longer in the directory still has a login. */
  agentNamed(login: string): Promise<Agent>
}

export function createLoaders({ agents, chat, policies }: Pick<Services, 'agents' | 'chat' | 'policies'>): Loaders {
  const agent = new DataLoader<string, Agent | null>((logins) => agents.byLogins(logins))
  return {
    agent,
    room: new DataLoader<string, Room | null>((ids) => chat.roomsByIds(ids)),
    product: new DataLoader<string, Product | null>((codes) => policies.productsByCode(codes)),
    agentNamed: async (login) => (await agent.load(login)) ?? { login, name: login, avatar: null, role: 'AGENT' },
  }
}
