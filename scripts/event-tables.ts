import { type DescribedEvent, exampleOf } from '../api/messaging/described-event.ts'
import type { Shape } from '../api/messaging/event-member.ts'
import { routingKeyOf } from '../api/messaging/event-names.ts'
import { dotnetTypeOf } from '../api/messaging/outbox-event.ts'

const marks = { required: '', optional: '?', tolerated: '°' }

/** The tables of docs/events.md by the names of their markers, as Markdown. */
export function eventTables(events: readonly DescribedEvent[]): Record<string, string> {
  const published = events.filter(({ publishedWhen }) => publishedWhen !== null)
  return {
    consumed: table(
      ['routing key', 'members of the body', 'what agents are told', 'who sees it'],
      events.map((type) => [keyOf(type), memberList(type.members), `*${type.toldAs}*`, type.toldTo]),
    ),
    members: table(
      ['event', 'member', 'form', 'meaning'],
      events.flatMap((type) => memberRows(type.members).map((row) => [type.name, ...row])),
    ),
    published: table(
      ['routing key', 'AMQP `type`', 'when'],
      published.map((type) => [keyOf(type), `\`${dotnetTypeOf(type)}\``, type.publishedWhen ?? '']),
    ),
    bodies: ['```json', ...published.map((type) => exampleOf(type)), '```'].join('\n'),
  }
}

const keyOf = ({ name }: DescribedEvent) => `\`${routingKeyOf(name)}\``

function memberList(members: Shape): string {
  return Object.values(members)
    .map(({ name, presence }) => `\`${name}\`${marks[presence]}`)
    .join(', ')
}

function memberRows(members: Shape, of = ''): string[][] {
  return Object.values(members).flatMap(({ name, presence, form, meaning, parts }) => [
    [`\`${of}${name}\`${marks[presence]}`, form, meaning],
    ...(parts ? memberRows(parts, `${name}.`) : []),
  ])
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
