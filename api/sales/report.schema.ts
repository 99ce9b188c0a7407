import { Agent } from '../auth/agent.schema.ts'
import { builder } from '../graphql/builder.ts'
import { Money } from '../graphql/scalars.ts'
import { Product } from '../policies/product.schema.ts'
import { periodUnits } from './period.ts'
import { type Figures, type SalesReport as SalesReportRecord, salesDates } from './report.ts'

export const SalesFilter = builder.inputType('SalesFilter', {
  description: 'Which sales are counted; what is left out is all of them.',
  fields: (t) => ({
    productCode: t.id({ required: false, description: 'In any case.' }),
    agent: t.id({
      required: false,
      description: 'A login in any case; empty for sales of which nobody says whose they are.',
    }),
    from: t.field({ type: 'Date', required: false, description: 'The first day that counts.' }),
    to: t.field({ type: 'Date', required: false, description: 'The last day that counts.' }),
    by: t.field({
      type: builder.enumType('SalesDate', {
        description: 'Which day of a sale counts.',
        values: {
          SOLD_AT: { value: salesDates[0], description: 'The day on which it was sold, in UTC.' },
          COVER_FROM: {
            value: salesDates[1],
            description:
              'The first day of its cover as it was agreed; where its event has none, the day on which it was sold.',
          },
        },
      }),
      required: false,
      defaultValue: 'SOLD_AT',
    }),
    includeTerminated: t.boolean({
      required: false,
      defaultValue: true,
      description:
        'False: a policy that was terminated since is not counted, neither itself nor any of its premium, on whatever day it ended.',
    }),
  }),
})

const PeriodUnit = builder.enumType('PeriodUnit', {
  description: 'Periods of the calendar. Weeks begin on Monday.',
  values: periodUnits,
})

type FiguresOf = { premium: Figures['premium'] }
const premium = ({ premium }: FiguresOf) => ({ cents: premium })

const SalesFigures = builder.objectRef<Figures>('SalesFigures').implement({
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'Policies.' }),
    premium: t.field({ type: Money, description: 'Their premiums as they were agreed.', resolve: premium }),
  }),
})

const ProductSales = builder.objectRef<SalesReportRecord['byProduct'][number]>('ProductSales').implement({
  fields: (t) => ({
    productCode: t.exposeID('productCode', { description: 'In capitals.' }),
    product: t.field({
      type: Product,
      nullable: true,
      description: 'Null where only other services know it.',
      resolve: ({ productCode }, _, { loaders }) => loaders.product.load(productCode),
    }),
    count: t.exposeInt('count'),
    premium: t.field({ type: Money, resolve: premium }),
  }),
})

const AgentSales = builder.objectRef<SalesReportRecord['byAgent'][number]>('AgentSales').implement({
  fields: (t) => ({
    login: t.id({
      nullable: true,
      description: 'In small letters. Null for sales of which nobody says whose they are.',
      resolve: ({ login }) => login || null,
    }),
    agent: t.field({
      type: Agent,
      nullable: true,
      description: 'Null where only other services know them.',
      resolve: ({ login }, _, { loaders }) => (login === '' ? null : loaders.agent.load(login)),
    }),
    count: t.exposeInt('count'),
    premium: t.field({ type: Money, resolve: premium }),
  }),
})

const PeriodSales = builder.objectRef<SalesReportRecord['trend'][number]>('PeriodSales').implement({
  fields: (t) => ({
    from: t.expose('from', {
      type: 'Date',
      description: 'The first day of the period in the calendar, also where the range begins later.',
    }),
    count: t.exposeInt('count'),
    premium: t.field({ type: Money, resolve: premium }),
  }),
})

const SalesReport = builder.objectRef<SalesReportRecord>('SalesReport').implement({
  description: 'What all have sold, with the policies of other services.',
  fields: (t) => ({
    cursor: t.expose('cursor', {
      type: 'Cursor',
      description:
        'The place in the order of events that the numbers belong to: every event up to it is in them, and no later one.',
    }),
    total: t.field({ type: SalesFigures, resolve: ({ total }) => total }),
    byProduct: t.field({
      type: [ProductSales],
      description: 'The greatest premium first, without products that have sold nothing.',
      resolve: ({ byProduct }) => byProduct,
    }),
    byAgent: t.field({
      type: [AgentSales],
      description: 'All of them, the greatest premium first.',
      resolve: ({ byAgent }) => byAgent,
    }),
    trend: t.field({
      type: [PeriodSales],
      description:
        'Every period of the range, also those without a sale. A range without a first or last day begins with the first sale and ends with the last one.',
      resolve: ({ trend }) => trend,
    }),
  }),
})

const asked = builder.args((t) => ({
  filter: t.field({ type: SalesFilter, required: false }),
  unit: t.field({
    type: PeriodUnit,
    defaultValue: 'MONTH',
    description: 'Of the trend, which has at most 1,100 periods.',
  }),
}))

builder.queryField('sales', (t) =>
  t.field({
    authorize: 'signedIn',
    description: 'What was sold, by everybody and for everybody to see.',
    type: SalesReport,
    args: {
      ...asked,
      asOf: t.arg({
        type: 'Cursor',
        required: false,
        description:
          'The numbers as they were at the cursor of an earlier report. Ends with CURSOR_EXPIRED after 100,000 events, or `RETENTION`.',
      }),
    },
    resolve: (_, { filter, unit, asOf }, { sales }) => sales.report(filter ?? null, unit, asOf ?? null),
  }),
)

builder.subscriptionField('salesChanged', (t) =>
  t.field({
    authorize: 'signedIn',
    description:
      'The report as it is now, then each time that its numbers have changed, a few times a second at most. Each replaces the last.',
    type: SalesReport,
    args: asked,
    subscribe: (_, { filter, unit }, { sales }) => sales.changes(filter ?? null, unit),
    resolve: ({ body }) => body,
  }),
)
