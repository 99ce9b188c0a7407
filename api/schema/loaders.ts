import DataLoader from 'dataloader'
import type { Agent } from '../auth/agents.ts'
import type { Message } from '../chat/message.ts'
import type { Room } from '../chat/room.ts'
import type { Member } from '../chat/room-store.ts'
import type { Commission } from '../commissions/commission.ts'
import type { CompleteFile } from '../files/file.ts'
import type { PolicyAccount } from '../payments/account.ts'
import type { ProductOnDay, SoldProduct } from '../policies/product.ts'
import type { Services } from './services.ts'

/** Batched look-ups for one operation or one event of a subscription; never kept longer than that. */
export type Loaders = {
  /** By the number of the policy. */
  account: DataLoader<string, PolicyAccount | null>
  agent: DataLoader<string, Agent | null>
  attachment: DataLoader<string, CompleteFile | null>
  /** By the number of the policy. */
  commissions: DataLoader<string, Commission[]>
  message: DataLoader<string, Message | null>
  members: DataLoader<string, Member[]>
  /** As it is today. */
  product: DataLoader<string, ProductOnDay | null>
  /** In the versions by which it was sold. */
  soldProduct: DataLoader<SoldProduct, ProductOnDay | null, string>
  /** An agent as the author of something: one who is no longer in the directory still has a login. */
  agentNamed(login: string): Promise<Agent>
  /** A message that something tells of: messages are never removed. */
  messageOf(id: string): Promise<Message>
  /** A room that something belongs to: rooms are never removed. */
  roomOf(id: string): Promise<Room>
}

type Used = Pick<Services, 'agents' | 'chat' | 'commissions' | 'files' | 'payments' | 'policies'>

export function createLoaders({ agents, chat, commissions, files, payments, policies }: Used): Loaders {
  const agent = new DataLoader<string, Agent | null>((logins) => agents.byLogins(logins))
  const room = new DataLoader<string, Room | null>((ids) => chat.roomsByIds(ids))
  const message = new DataLoader<string, Message | null>((ids) => chat.messagesByIds(ids))
  return {
    account: new DataLoader<string, PolicyAccount | null>((numbers) => payments.accountsOf(numbers)),
    agent,
    attachment: new DataLoader<string, CompleteFile | null>((ids) => files.byIds(ids)),
    commissions: new DataLoader<string, Commission[]>((numbers) => commissions.ofPolicies(numbers)),
    message,
    members: new DataLoader<string, Member[]>((ids) => chat.members(ids)),
    product: new DataLoader<string, ProductOnDay | null>((codes) => policies.productsByCode(codes)),
    soldProduct: new DataLoader<SoldProduct, ProductOnDay | null, string>((sold) => policies.productsAsSold(sold), {
      cacheKeyFn: ({ code, version, tariffVersion }) => `${code} ${version} ${tariffVersion}`,
    }),
    agentNamed: async (login) => (await agent.load(login)) ?? { login, name: login, avatar: null, role: 'AGENT' },
    messageOf: async (id) => {
      const found = await message.load(id)
      if (!found) throw new Error(`Message ${id} is not there`)
      return found
    },
    roomOf: async (id) => {
      const found = await room.load(id)
      if (!found) throw new Error(`Room ${id} is not there`)
      return found
    },
  }
}
