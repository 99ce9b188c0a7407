import { builder, refusals } from '../graphql/builder.ts'
import { Agent, AgentRole } from './agent.schema.ts'
import type { AgentRecord } from './agents.ts'

const success = (name: string) =>
  builder.objectRef<AgentRecord>(name).implement({
    fields: (t) => ({ agent: t.field({ type: Agent, resolve: (agent) => agent }) }),
  })

/** Of a mutation that makes a password. */
const successWithPassword = (name: string) =>
  builder.objectRef<{ agent: AgentRecord; password: string }>(name).implement({
    fields: (t) => ({
      agent: t.expose('agent', { type: Agent }),
      password: t.exposeString('password', { description: 'Given once: it cannot be read again.' }),
    }),
  })

const CreateAgentInput = builder.inputType('CreateAgentInput', {
  fields: (t) => ({
    login: t.id({
      description: 'At most 80 letters, digits and _, with . - + or one @ between them. It cannot be changed.',
    }),
    name: t.string({ description: '1 to 80 characters.' }),
    role: t.field({ type: AgentRole, defaultValue: 'AGENT' }),
    password: t.string({ required: false, description: '8 to 200 characters. Without it a random one is made.' }),
  }),
})
const ChangeAgentInput = builder.inputType('ChangeAgentInput', {
  fields: (t) => ({
    login: t.id(),
    name: t.string({ required: false, description: 'Without it the name stays.' }),
    role: t.field({ type: AgentRole, required: false, description: 'Without it the role stays.' }),
  }),
})
const AgentInput = (name: string) => builder.inputType(name, { fields: (t) => ({ login: t.id() }) })

const again = 'Repeating it changes nothing.'

builder.mutationFields((t) => ({
  createAgent: t.field({
    authorize: 'ADMIN',
    type: successWithPassword('CreateAgentSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: CreateAgentInput }) },
    resolve: (_, { input }, { administration, viewer }) => administration.createAgent(viewer, input),
  }),
  changeAgent: t.field({
    authorize: 'ADMIN',
    description: `Name and role. ${again}`,
    type: success('ChangeAgentSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: ChangeAgentInput }) },
    resolve: (_, { input: { login, name, role } }, { administration, viewer }) =>
      administration.changeAgent(viewer, { login, name: name ?? undefined, role: role ?? undefined }),
  }),
  deactivateAgent: t.field({
    authorize: 'ADMIN',
    description: `Ends an account and its sessions within a second; what the agent wrote stays. ${again}`,
    type: success('DeactivateAgentSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: AgentInput('DeactivateAgentInput') }) },
    resolve: (_, { input }, { administration, viewer }) => administration.deactivateAgent(viewer, input.login),
  }),
  activateAgent: t.field({
    authorize: 'ADMIN',
    description: `Takes a deactivation back. ${again}`,
    type: success('ActivateAgentSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: AgentInput('ActivateAgentInput') }) },
    resolve: (_, { input }, { administration, viewer }) => administration.activateAgent(viewer, input.login),
  }),
  resetPassword: t.field({
    authorize: 'ADMIN',
    description: 'Gives a random password, and ends the sessions that the old one began.',
    type: successWithPassword('ResetPasswordSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: AgentInput('ResetPasswordInput') }) },
    resolve: (_, { input }, { administration, viewer }) => administration.resetPassword(viewer, input.login),
  }),
  endSessions: t.field({
    authorize: 'ADMIN',
    description: `Ends an agent's sessions on all devices within a second. ${again}`,
    type: success('EndSessionsSuccess'),
    errors: refusals,
    args: { input: t.arg({ type: AgentInput('EndSessionsInput') }) },
    resolve: (_, { input }, { administration, viewer }) => administration.endSessions(viewer, input.login),
  }),
}))
