import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parleyHere } from './harness.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

type Import = { from: string; to: string }

/** The import lines of every file below a folder; paths are from the root, packages keep their names. */
async function importsOf(folder: string): Promise<Import[]> {
  const files = (await readdir(join(root, folder), { recursive: true })).map((file) => posix.join(folder, file))
  const sources = files.filter((file) => /\.tsx?$/.test(file) && !file.includes('/gql/'))
  const imports = sources.map(async (from) => {
    const text = await readFile(join(root, from), 'utf8')
    // Lines of an import, of an export from elsewhere, of an import that runs, and of a dynamic one.
    const found = text.matchAll(
      /^(?:import|export|\})[^'"\n]*? from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm,
    )
    return [...found]
      .map(([, one, two, three]) => one ?? two ?? three ?? '')
      .map((to) => ({ from, to: resolved(from, to) }))
  })
  return (await Promise.all(imports)).flat()
}

function resolved(from: string, to: string): string {
  if (to.startsWith('.')) return posix.join(posix.dirname(from), to)
  return to.startsWith('node:') ? 'node' : to.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1')
}

const isTest = (file: string) => /\.(test|spec)\.tsx?$|testing\.ts$|-contract\.ts$|\/specs\//.test(file)
const product = (await importsOf('api')).filter(({ from }) => !isTest(from))
const client = await importsOf('client')
const says = ({ from, to }: Import) => `${from} imports ${to}`

const slices = 'audit|auth|chat|commissions|files|notifications|payments|policies|preferences|presence|push|sales'
const basics =
  /^api\/lib\/(brand|emoji|errors|id-cursor|letter-case|money|day|listing|page|state-changes|text|uuid|words)\.ts$/

/** Who may import whom, types included. The first line that names a file is its own. */
const table: { of: string; files: RegExp; may: RegExp[] }[] = [
  {
    of: 'ports',
    files: /^api\/(messaging\/(broker|dead-letters|event-names)|pubsub\/pubsub)\.ts$/,
    may: [/^api\/messaging\/broker\.ts$/, /^api\/pubsub\/channels\.ts$/],
  },
  {
    of: 'lib',
    files: /^api\/lib\//,
    may: [/^api\/lib\//, /^(dataloader|node|pino|rate-limiter-flexible)$/],
  },
  {
    of: 'events of a slice',
    files: /^api\/\w+\/events\.ts$/,
    may: [/^api\/messaging\/(broker|described-event|event-member)\.ts$/, basics, /^api\/\w+\/events\.ts$/, /^node$/],
  },
  {
    of: 'consumers of a slice',
    files: new RegExp(`^api/(${slices})/consumer\\.ts$`),
    may: [/^api\/messaging\/consumer\.ts$/, /^api\/\w+\/events\.ts$/, /^api\/lib\/backoff\.ts$/, /^node$/],
  },
  {
    of: 'GraphQL of a slice',
    files: new RegExp(`^api/(${slices})/[\\w-]+\\.schema\\.ts$`),
    may: [
      /^api\/graphql\//,
      /^api\/schema\/(context|loaders)\.ts$/,
      /^api\/(feed\/cursor|auth\/viewer)\.ts$/,
      new RegExp(`^api/(${slices})/[\\w-]+\\.schema\\.ts$`),
    ],
  },
  {
    of: 'stores',
    files: new RegExp(`^api/(${slices})/((\\w+-)?store|agents|demo)\\.ts$`),
    may: [
      /^api\/(db\/db|feed\/(log|history))\.ts$/,
      /^api\/lib\/(day|letter-case|listing|money|shared-loader)\.ts$/,
      /^api\/auth\/(passwords|viewer)\.ts$/,
      /^node$/,
    ],
  },
  {
    of: 'demo data',
    files: new RegExp(`^api/(${slices})/demo-\\w+\\.ts$`),
    may: [/^api\/(auth\/viewer|db\/db|feed\/feed|lib\/(day|money)|\w+\/events)\.ts$/, /^node$/],
  },
  {
    of: 'services',
    files:
      /^api\/(\w+\/((\w+-)?service|room-writer|change-writer)|chat\/access-control|auth\/(sessions|session-status|refresh-tokens|external-agents|log-in|log-in-attempts))\.ts$/,
    may: [
      basics,
      /^api\/(db\/(db|group-commit)|messaging\/outbox|lib\/(rate-limit|shared-loader|work-queue)|auth\/viewer|audit\/audit)\.ts$/,
      /^api\/feed\/(feed|topic-reader|log|page|cursor|history)\.ts$/,
      /^api\/\w+\/events\.ts$/,
      /^node$/,
    ],
  },
  { of: 'audit records', files: /^api\/audit\/audit\.ts$/, may: [/^api\/db\/db\.ts$/] },
  {
    of: 'mention relay',
    files: /^api\/chat\/mention-relay\.ts$/,
    may: [/^api\/(db\/db|lib\/(backoff|wakeable-loop))\.ts$/, /^pino$/],
  },
  {
    of: 'push services and what is pushed',
    files: /^api\/push\/(web-push|public-addresses|push-relay|push-delivery)\.ts$/,
    may: [/^api\/db\/db\.ts$/, /^api\/lib\/(backoff|wakeable-loop)\.ts$/, /^(node|pino|web-push)$/],
  },
  {
    of: 'presence, typing and room lists',
    files: /^api\/(presence\/(presence|announcements)|chat\/(room-activity|typing))\.ts$/,
    may: [/^api\/(pubsub\/(pubsub|channels)|db\/db|lib\/state-changes|feed\/(state-topic|topic-reader))\.ts$/],
  },
  {
    of: 'live reports of sales',
    files: /^api\/sales\/live-reports\.ts$/,
    may: [
      /^api\/feed\/(cursor|feed|state-topic|topic-reader)\.ts$/,
      /^api\/lib\/(backoff|errors|work-queue)\.ts$/,
      /^node$/,
    ],
  },
  {
    of: 'indexing of messages and policies',
    files: /^api\/(chat\/message-indexing|policies\/policy-indexing)\.ts$/,
    may: [/^api\/db\/db\.ts$/, /^api\/lib\/wakeable-loop\.ts$/, /^pino$/],
  },
  {
    of: 'inspection of files',
    files: /^api\/files\/(inspect(or)?|crop|decoding|oom-score)\.ts$/,
    may: [/^api\/lib\/(errors|work-queue)\.ts$/, /^(file-type|node|pino|sharp)$/],
  },
  {
    of: 'tokens and passwords',
    files: /^api\/auth\/(tokens|files-tokens|token-verification|issuer-keys|issuer-name|passwords)\.ts$/,
    may: [/^api\/lib\/(errors|uuid)\.ts$/, /^(jose|node|pino)$/],
  },
  {
    of: 'records and the folder of bank statements',
    files: /^api\/payments\/(statement-records|folder)\.ts$/,
    may: [/^api\/db\/db\.ts$/, /^api\/lib\/wakeable-loop\.ts$/, /^(csv-parse|node|pino)$/],
  },
  {
    of: 'documents of policies',
    files: /^api\/policies\/document\.ts$/,
    may: [/^api\/lib\/(day|money)\.ts$/, /^(node|pdfmake)$/],
  },
  { of: 'product definitions', files: /^api\/policies\/definition\.ts$/, may: [basics, /^zod$/] },
  { of: 'markup of messages', files: /^api\/chat\/code-in-text\.ts$/, may: [/^@lezer\/markdown$/] },
  { of: 'rules of a slice', files: new RegExp(`^api/(${slices})/[\\w-]+\\.ts$`), may: [basics] },
  {
    of: 'outbox and inbox',
    files: /^api\/messaging\/(outbox|relay|parked|inbox)\.ts$/,
    may: [
      /^api\/messaging\/(broker|dead-letters)\.ts$/,
      /^api\/db\/db\.ts$/,
      /^api\/lib\/(backoff|outage|wakeable-loop)\.ts$/,
      /^(node|pino)$/,
    ],
  },
  {
    of: 'bridge',
    files: /^api\/messaging\/(bridge|consumer|event-type)\.ts$/,
    may: [
      /^api\/messaging\/(broker|consumer|event-names|event-type|inbox)\.ts$/,
      /^api\/db\/db\.ts$/,
      /^api\/lib\/backoff\.ts$/,
      /^(node|pino)$/,
    ],
  },
  {
    of: 'broker engines',
    files: /^api\/messaging\//,
    may: [
      /^api\/messaging\//,
      /^api\/(db\/db|lib\/(backoff|day|money|outage|text|wakeable-loop))\.ts$/,
      /^(amqplib|node|pino)$/,
    ],
  },
  {
    of: 'pub/sub engines',
    files: /^api\/pubsub\//,
    may: [
      /^api\/pubsub\//,
      /^api\/lib\/(backoff|outage|redis-url)\.ts$/,
      /^(node|pino|ioredis|graphql-redis-subscriptions)$/,
    ],
  },
  {
    of: 'feed',
    files: /^api\/feed\//,
    may: [
      /^api\/feed\//,
      /^api\/pubsub\/(pubsub|channels)\.ts$/,
      /^api\/db\/(db|pipeline)\.ts$/,
      /^api\/lib\/backoff\.ts$/,
      basics,
      /^(node|pino)$/,
    ],
  },
  {
    of: 'database',
    files: /^api\/db\//,
    may: [/^api\/db\//, /^api\/lib\/(start-error|outage)\.ts$/, /^(postgres|node|pino)$/],
  },
  {
    of: 'GraphQL builder',
    files: /^api\/graphql\//,
    may: [/^api\/graphql\//, basics, /^api\/(schema\/context|auth\/viewer)\.ts$/, /^(graphql|@pothos\/.*)$/],
  },
  {
    of: 'schema and context',
    files: /^api\/schema\//,
    may: [
      /^api\/schema\//,
      /^api\/graphql\//,
      /^api\/execution\/fanout\/fanout\.ts$/,
      // The types of the use cases, and the schemas for their effect.
      new RegExp(`^api/(${slices})/`),
      /^dataloader$/,
    ],
  },
  {
    of: 'execution',
    files: /^api\/execution\//,
    may: [
      /^api\/execution\//,
      /^api\/feed\/(topic-reader|log)\.ts$/,
      /^api\/lib\/(brand|errors|backoff)\.ts$/,
      /^(graphql|@pothos\/plugin-complexity|node|pino)$/,
    ],
  },
  {
    of: 'transport',
    files: /^api\/transport\//,
    may: [
      /^api\/(transport|execution|ops)\//,
      /^api\/schema\/(context|context-factory|services)\.ts$/,
      /^api\/lib\/(errors|start-error|addresses|origin)\.ts$/,
      /^api\/(config|auth\/(sessions|viewer)|presence\/(presence|activity))\.ts$/,
      /^(graphql|graphql-ws|graphql-yoga|negotiator|ws|node|pino)$/,
    ],
  },
  {
    of: 'operations of the service',
    files: /^api\/ops\//,
    may: [/^api\/ops\//, /^api\/pubsub\/(pubsub|channels)\.ts$/, /^(sirv|prom-client|node|pino)$/],
  },
  {
    of: 'workers',
    files: /^api\/workers\//,
    may: [
      /^api\/workers\//,
      /^api\/(app|config|engines|v8-flags|shutdown)\.ts$/,
      /^api\/lib\/(logger|start-error|backoff)\.ts$/,
      /^api\/pubsub\/(ipc-hub|channels|ignored-messages)\.ts$/,
      /^(node|pino)$/,
    ],
  },
]
/** Puts everything together, or is a leaf of its own. */
const free =
  /^api\/(app|asyncapi|demo|engines|event-catalogue|paying|pushing|main|config|config-formats|v8-flags|banner|shutdown)\.ts$/

const sameFolder = ({ from, to }: Import) => posix.dirname(from) === posix.dirname(to)
const isSlice = (file: string) => new RegExp(`^api/(${slices})/`).test(file)

describe('who may import whom', () => {
  test('every file MUST stand in the table', () => {
    const unknown = product
      .map(({ from }) => from)
      .filter((file) => !free.test(file) && !table.some(({ files }) => files.test(file)))
    expect([...new Set(unknown)]).toEqual([])
  })

  test.each(table)('$of MUST import only what the table allows', (line) => {
    const its = product.filter(({ from }) => table.find(({ files }) => files.test(from)) === line)
    // Within a slice its own files; which of them, the next tests say.
    const wrong = its.filter(
      (one) => !(isSlice(one.from) && sameFolder(one)) && !line.may.some((allowed) => allowed.test(one.to)),
    )
    expect(its.length + Number(line.of === 'ports')).toBeGreaterThan(0)
    expect(wrong.map(says)).toEqual([])
  })

  test('a slice MUST know of another only its events and its GraphQL refs; who acts, and the audit log, are everybody’s', () => {
    const across = product.filter(
      ({ from, to }) => isSlice(from) && isSlice(to) && from.split('/')[1] !== to.split('/')[1],
    )
    const wrong = across.filter(({ from, to }) => {
      if (to === 'api/auth/viewer.ts' || to === 'api/audit/audit.ts') return false
      return (
        !(to.endsWith('/events.ts') && !from.endsWith('.schema.ts')) &&
        !(to.endsWith('.schema.ts') && from.endsWith('.schema.ts'))
      )
    })
    expect(wrong.map(says)).toEqual([])
  })

  test('a rule MUST NOT know its store, its service or its schema', () => {
    const upwards = product.filter(
      (one) =>
        isSlice(one.from) &&
        sameFolder(one) &&
        /\/((\w+-)?store|(\w+-)?service|sessions|consumer|[\w-]+\.schema)\.ts$/.test(one.to),
    )
    const wrong = upwards.filter(
      ({ from }) =>
        !/\/((\w+-)?store|(\w+-)?service|sessions|session-status|refresh-tokens|room-writer|mention-relay|change-writer|access-control|room-activity|room-view|message-indexing|policy-indexing|push-relay|push-delivery|web-push|demo(-\w+)?|folder|consumer|[\w-]+\.schema)\.ts$/.test(
          from,
        ),
    )
    expect(wrong.map(says)).toEqual([])
    const storesThatKnowMore = upwards.filter(
      ({ from, to }) => /store\.ts$/.test(from) && /\/(service|[\w-]+\.schema)\.ts$/.test(to),
    )
    expect(storesThatKnowMore.map(says)).toEqual([])
  })

  test('engines MUST be known to nobody but the file that chooses them', () => {
    const engines =
      /^api\/(messaging\/(embedded|rabbitmq\/rabbitmq)|pubsub\/(in-memory|ipc|redis)|db\/embedded\/embedded-postgres|files\/chunk-store)\.ts$/
    const users = product.filter(({ from, to }) => engines.test(to) && from !== 'api/engines.ts')
    expect(users.map(says)).toEqual([])
  })

  test('the client and the server MUST NOT know each other', () => {
    const isTestOfTheClient = ({ from }: Import) => from.startsWith('client/specs/')
    expect(client.filter((one) => one.to.startsWith('api/') && !isTestOfTheClient(one)).map(says)).toEqual([])
    expect(product.filter(({ to }) => to.startsWith('client/')).map(says)).toEqual([])
  })

  test.each([
    ['postgres', /^api\/db\/db\.ts$/],
    ['amqplib', /^api\/messaging\/rabbitmq\//],
    ['ioredis', /^api\/pubsub\/redis\.ts$/],
    ['graphql-redis-subscriptions', /^api\/pubsub\/redis\.ts$/],
    ['jose', /^api\/auth\/(tokens|token-verification|issuer-keys)\.ts$/],
    ['@pothos/core', /^api\/graphql\//],
    ['graphql-yoga', /^api\/transport\/http\//],
    ['negotiator', /^api\/transport\/http\//],
    ['graphql-http', /^$/],
    ['sharp', /^api\/files\/decoding\.ts$/],
    ['file-type', /^api\/files\/inspect\.ts$/],
    ['graphql-ws', /^api\/transport\/ws\//],
    ['ws', /^api\/transport\/ws\//],
    ['graphql', /^api\/(graphql|execution|transport)\//],
    ['@lezer/markdown', /^api\/chat\/code-in-text\.ts$/],
    ['web-push', /^api\/push\/web-push\.ts$/],
    ['pdfmake', /^api\/policies\/document\.ts$/],
    ['csv-parse', /^api\/payments\/statement-records\.ts$/],
    ['zod', /^api\/(config|config-formats|policies\/definition)\.ts$/],
  ])('%s MUST live in one place', (name, home) => {
    expect(product.filter(({ from, to }) => to === name && !home.test(from)).map(says)).toEqual([])
  })

  test('SQL MUST stand in stores, the feed, the outbox, the broker, migrations and health checks alone', async () => {
    const homes =
      /\/((\w+-)?store|agents|log|retention|inbox|outbox|relay|parked|migrate|db|server-state|inspect|schema-choice|pipeline|embedded|embedded-dead-letters)\.ts$|^api\/(app|demo|engines)\.ts$/
    const files = [...new Set(product.map(({ from }) => from))].filter((file) => !homes.test(file))
    const withSql = await Promise.all(
      files.map(async (file) => {
        const text = await readFile(join(root, file), 'utf8')
        return /\b(sql|tx|db)(<.*>)?`/.test(text) ? file : null
      }),
    )
    expect(withSql.filter(Boolean)).toEqual([])
  })
})

describe('graphql', () => {
  const parley = parleyHere()

  test('MUST be there once: two of them would take each other’s errors for bugs', async () => {
    const here = createRequire(import.meta.url).resolve('graphql')
    for (const user of ['graphql-yoga', 'graphql-http', '@pothos/core', 'graphql-ws'])
      expect(createRequire(createRequire(import.meta.url).resolve(user)).resolve('graphql')).toBe(here)
    // A refusal of graphql itself keeps its words only where there is one graphql.
    const { errors } = await (await parley.agent()).operation('{ me { shoeSize } }')
    expect(errors?.[0]?.message).toMatch(/shoeSize/)
  })
})
