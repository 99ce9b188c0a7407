import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DialectName } from './load/dialects.ts'

export type ContenderName = 'ws' | 'parley' | 'parley-embedded' | 'yoga' | 'apollo' | 'mercurius' | 'socket.io'

/** What is measured, and how its clients speak to it. */
export type Contender = {
  name: ContenderName
  title: string
  /** The program, from the project's root. */
  program: string
  dialect: DialectName
  /** Subscribes to every message. `extra` is another selection, so that documents can differ; empty for none. */
  subscription(extra: string): string
  /** Sends `$text` to every subscriber. */
  sending: string
  /** A real database of its own, and logged-in clients. */
  isParley: boolean
  /** Its environment besides HOST and PORT; `database` makes an empty one. */
  environment(database: () => Promise<string>): Promise<NodeJS.ProcessEnv>
}

const peer = (name: ContenderName, title: string, dialect: DialectName): Contender => ({
  name,
  title,
  program: `bench/contenders/${name.replace('.', '-')}.ts`,
  dialect,
  subscription: (extra) => `subscription { messageReceived { id text sentAt author { login name } ${extra} } }`,
  sending: 'mutation ($text: String!) { sendMessage(text: $text) { id } }',
  isParley: false,
  environment: async () => ({}),
})

const parley = (name: ContenderName, title: string, environment: Contender['environment']): Contender => ({
  name,
  title,
  program: 'api/main.ts',
  dialect: 'graphql',
  subscription: (extra) =>
    `subscription ($after: Cursor) { messageReceived(after: $after) { cursor node { id text sentAt author { login name } ${extra} } } }`,
  sending: 'mutation ($text: String!) { sendMessage(input: { text: $text }) { __typename } }',
  isParley: true,
  environment: async (database) => ({ MESSAGE_RATE: '0', ...(await environment(database)) }),
})

/** Every contender; the first is what the others are compared with. */
export const contenders: Contender[] = [
  peer('ws', 'bare ws loop', 'plain'),
  parley('parley', 'Parley, Postgres', async (database) => ({ DATABASE_URL: await database(), DEMO: 'on' })),
  parley('parley-embedded', 'Parley, embedded', async () => ({
    DATA_DIR: await mkdtemp(join(tmpdir(), 'parley-bench-')),
    DEMO: 'on',
  })),
  peer('socket.io', 'Socket.IO', 'socket.io'),
  peer('mercurius', 'Mercurius (jit)', 'graphql'),
  peer('apollo', 'Apollo + graphql-ws', 'graphql'),
  peer('yoga', 'Yoga + graphql-ws', 'graphql'),
]
