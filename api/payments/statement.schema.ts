import { Agent } from '../auth/agent.schema.ts'
import { builder, refusals } from '../graphql/builder.ts'
import { connectionOf, pageArgs } from '../graphql/pagination.ts'
import { Money } from '../graphql/scalars.ts'
import type { PolicyAccount as PolicyAccountRecord } from './account.ts'
import type { Unmatched } from './booking-service.ts'
import { PolicyAccount } from './payments.schema.ts'
import { type UnreadableReason as UnreadableReasonName, unmatchedReasons, unreadableReasons } from './statement.ts'
import type { ImportResult } from './statement-service.ts'
import type { BankImport as BankImportRecord } from './statement-store.ts'
import type { UnmatchedPage } from './unmatched-service.ts'
import type { UnmatchedLine as UnmatchedLineRecord } from './unmatched-store.ts'

const UnmatchedReason = builder.enumType('UnmatchedReason', {
  description: 'Why a line of a bank statement was not booked.',
  values: unmatchedReasons,
})

const StatementSource = builder.enumType('StatementSource', { values: ['UPLOAD', 'FOLDER'] as const })

const UnreadableReason = builder.enumType('UnreadableReason', { values: unreadableReasons })

const StatementProblem = builder
  .objectRef<{ reason: UnreadableReasonName; line: number }>('StatementProblem')
  .implement({
    fields: (t) => ({
      reason: t.expose('reason', { type: UnreadableReason }),
      line: t.exposeInt('line', { description: 'From this line on nothing was read.' }),
    }),
  })

const BankStatementImport = builder.objectRef<BankImportRecord>('BankStatementImport').implement({
  description: 'One import of one file. Its lines are those that were booked, had been before, or are unmatched.',
  fields: (t) => ({
    id: t.exposeID('id'),
    fileName: t.exposeString('fileName'),
    source: t.expose('source', { type: StatementSource }),
    importedBy: t.field({
      description: 'Null for a file of the folder.',
      type: Agent,
      nullable: true,
      resolve: ({ importedBy }, _, { loaders }) => (importedBy === null ? null : loaders.agentNamed(importedBy)),
    }),
    startedAt: t.expose('startedAt', { type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', {
      description: 'Null while it is under way, and when it was broken off.',
      type: 'DateTime',
      nullable: true,
    }),
    booked: t.exposeInt('booked'),
    alreadyBooked: t.exposeInt('alreadyBooked'),
    unmatched: t.exposeInt('unmatched'),
    problem: t.field({
      description: 'Why the rest of the file could not be read.',
      type: StatementProblem,
      nullable: true,
      resolve: ({ problem, problemLine }) => problem && { reason: problem, line: problemLine ?? 0 },
    }),
  }),
})

const UnmatchedBankLine = builder.objectRef<UnmatchedLineRecord>('UnmatchedBankLine').implement({
  description: 'A line that waits for an administrator to assign it to an account, or to dismiss it.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => String(id) }),
    fileName: t.exposeString('fileName'),
    line: t.exposeInt('line', { description: 'In the file; the header is line 1.' }),
    text: t.exposeString('text', { description: 'As it stands in the file.' }),
    reason: t.expose('reason', { type: UnmatchedReason }),
    accountNumber: t.exposeString('accountNumber', { description: 'As it stands in the line; may be empty.' }),
    accountingDate: t.expose('accountingDate', { type: 'Date', nullable: true }),
    amount: t.field({
      type: Money,
      nullable: true,
      resolve: ({ amount }) => (amount === null ? null : { cents: amount }),
    }),
  }),
})

const { Connection: ImportConnection } = connectionOf('BankStatementImport', BankStatementImport)
const { Connection: UnmatchedConnection } = connectionOf<UnmatchedLineRecord, UnmatchedPage>(
  'UnmatchedBankLine',
  UnmatchedBankLine,
)
builder.objectField(UnmatchedConnection, 'totalCount', (t) => t.int({ resolve: (page) => page.totalCount() }))

builder.queryFields((t) => ({
  bankStatementImport: t.field({
    authorize: 'ADMIN',
    type: BankStatementImport,
    nullable: true,
    args: { id: t.arg.id() },
    resolve: (_, { id }, { statements }) => statements.bankStatementImport(id),
  }),
  bankStatementImports: t.field({
    authorize: 'ADMIN',
    description: 'The newest first.',
    type: ImportConnection,
    args: pageArgs,
    resolve: (_, args, { statements }) => statements.bankStatementImports(args),
  }),
  unmatchedBankLines: t.field({
    authorize: 'ADMIN',
    description: 'Lines of bank statements that were not booked, in the order in which they were read.',
    type: UnmatchedConnection,
    args: {
      importId: t.arg.id({ required: false, description: 'Only those that this import has listed.' }),
      first: t.arg.int({ required: false }),
      after: t.arg({ type: 'Cursor', required: false }),
    },
    resolve: (_, args, { unmatchedPayments }) => unmatchedPayments.unmatchedBankLines(args),
  }),
}))

const ImportBankStatementInput = builder.inputType('ImportBankStatementInput', {
  fields: (t) => ({
    fileName: t.string(),
    content: t.string({ description: 'The file, as long as a request may be; larger ones are uploaded.' }),
  }),
})

const UnmatchedLine = builder.objectRef<Unmatched>('UnmatchedLine').implement({
  fields: (t) => ({
    line: t.exposeInt('line', { description: 'In the file; the header is line 1.' }),
    reason: t.expose('reason', { type: UnmatchedReason }),
  }),
})

const ImportBankStatementSuccess = builder.objectRef<ImportResult>('ImportBankStatementSuccess').implement({
  fields: (t) => ({
    bankStatementImport: t.field({ type: BankStatementImport, resolve: ({ bankImport }) => bankImport }),
    booked: t.int({ resolve: ({ bankImport }) => bankImport.booked }),
    alreadyBooked: t.int({
      description: 'Lines that this or another file had before.',
      resolve: ({ bankImport }) => bankImport.alreadyBooked,
    }),
    unmatched: t.expose('unmatched', { type: [UnmatchedLine] }),
  }),
})

const AssignUnmatchedPaymentInput = builder.inputType('AssignUnmatchedPaymentInput', {
  fields: (t) => ({
    id: t.id({ description: 'Of the line.' }),
    policyNumber: t.id({ description: 'The number of the policy, or that of its account.' }),
    amount: t.field({
      description: 'Needed where the line has none that is more than 0.',
      type: 'Decimal',
      required: false,
    }),
    accountingDate: t.field({
      description: 'Needed where the line has none that can be read.',
      type: 'Date',
      required: false,
    }),
  }),
})
const AssignUnmatchedPaymentSuccess = builder
  .objectRef<PolicyAccountRecord>('AssignUnmatchedPaymentSuccess')
  .implement({ fields: (t) => ({ account: t.field({ type: PolicyAccount, resolve: (account) => account }) }) })

const DismissUnmatchedPaymentInput = builder.inputType('DismissUnmatchedPaymentInput', {
  fields: (t) => ({ id: t.id({ description: 'Of the line.' }) }),
})
const DismissUnmatchedPaymentSuccess = builder
  .objectRef<{ id: string }>('DismissUnmatchedPaymentSuccess')
  .implement({ fields: (t) => ({ id: t.exposeID('id') }) })

builder.mutationFields((t) => ({
  importBankStatement: t.field({
    authorize: 'ADMIN',
    description:
      'Books the payments of a bank statement, each line once, however often and in however many files it comes: it may be repeated. Administrators only.',
    type: ImportBankStatementSuccess,
    errors: refusals,
    args: { input: t.arg({ type: ImportBankStatementInput }) },
    resolve: (_, { input }, { statements, viewer }) => statements.importBankStatement(viewer, input),
  }),
  assignUnmatchedPayment: t.field({
    authorize: 'ADMIN',
    description: 'Books a line that was not booked to an account. Administrators only.',
    type: AssignUnmatchedPaymentSuccess,
    errors: refusals,
    args: { input: t.arg({ type: AssignUnmatchedPaymentInput }) },
    resolve: (_, { input }, { unmatchedPayments, viewer }) => unmatchedPayments.assignUnmatchedPayment(viewer, input),
  }),
  dismissUnmatchedPayment: t.field({
    authorize: 'ADMIN',
    description: 'Takes a line that is no payment for a policy from the list. Administrators only.',
    type: DismissUnmatchedPaymentSuccess,
    errors: refusals,
    args: { input: t.arg({ type: DismissUnmatchedPaymentInput }) },
    resolve: (_, { input }, { unmatchedPayments, viewer }) =>
      unmatchedPayments.dismissUnmatchedPayment(viewer, input.id),
  }),
}))
