import { Agent } from '../auth/agent.schema.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/pagination.ts'
import { auditActions } from './audit.ts'
import type { AuditEntry as AuditEntryRecord } from './store.ts'

const AuditAction = builder.enumType('AuditAction', { values: auditActions })

const AuditEntry = builder.objectRef<AuditEntryRecord>('AuditEntry')
AuditEntry.implement({
  description: 'Who did what, and when. Entries are never changed.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => String(id) }),
    at: t.expose('at', { type: 'DateTime' }),
    action: t.expose('action', { type: AuditAction }),
    actor: t.field({
      type: Agent,
      nullable: true,
      resolve: ({ actor }, _, { loaders }) => (actor === null ? null : loaders.agentNamed(actor)),
    }),
    subject: t.exposeID('subject', {
      nullable: true,
      description:
        'The login, or the id of the room, message, announcement, policy, import or line of a bank statement that it was done to.',
    }),
    detail: t.exposeString('detail', { nullable: true, description: 'What changed.' }),
    address: t.exposeString('address', { nullable: true, description: 'The network address, for log-ins.' }),
  }),
})

const { Connection } = connectionOf('Audit', AuditEntry)

builder.queryFields((t) => ({
  auditLog: t.field({
    authorize: 'ADMIN',
    description:
      'Log-ins, and what administrators and owners of rooms did to agents, rooms and payments. Newest first.',
    type: Connection,
    args: {
      actor: t.arg.id({ required: false, description: 'The login of who did it.' }),
      subject: t.arg.id({ required: false, description: 'What it was done to.' }),
      actions: t.arg({ type: [AuditAction], required: false }),
      first: t.arg.int({ required: false }),
      after: t.arg({ type: 'Cursor', required: false }),
    },
    resolve: (_, args, { audit }) => audit.auditLog(args),
  }),
}))
