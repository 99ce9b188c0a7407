import type { Db } from '../db/db.ts'
import { decodeCursor, encodeCursor } from '../feed/cursor.ts'
import type { Feed } from '../feed/feed.ts'
import { assertContains, expired, type History, type Position, writtenIn } from '../feed/history.ts'
import { readHistory } from '../feed/log.ts'
import { feedPage } from '../feed/page.ts'
import type { TopicReader } from '../feed/topic-reader.ts'
import type { Page, PageArgs } from '../lib/page.ts'
import { createLiveReports } from './live-reports.ts'
import { createSalesModel, type SalesModel } from './model-service.ts'
import type { PeriodUnit } from './period.ts'
import {
  assertFewPeriods,
  readFilter,
  reportOf,
  type SalesAsked,
  type SalesFilterInput,
  type SalesReport,
} from './report.ts'
import * as store from './store.ts'
import { topic } from './topic.ts'

/** The sales of all services: everybody who is signed in may see them. */
export type Sales = {
  /**
   * The report of now, or at the place of a cursor that an earlier report has given. Throws InvalidInput, and
   * CURSOR_EXPIRED for a place that is too far back or of another history.
   */
  report(filter: SalesFilterInput | null, unit: PeriodUnit, asOf: string | null): Promise<SalesReport>
  /** The report as it is now, then each time that its numbers have changed. Throws InvalidInput. */
  changes(filter: SalesFilterInput | null, unit: PeriodUnit): Promise<TopicReader<SalesReport>>
  /** The policies behind the numbers, those taken in last at the end. Throws InvalidInput. */
  soldPolicies(filter: SalesFilterInput | null, args: PageArgs): Promise<Page<store.SoldPolicy>>
  /** What consumers and commands write. */
  readonly model: SalesModel
}

/** Entries that a report at a place may be behind: it reads each of them. */
const furthestBack = 100_000

export function createSales({ db, feed, now }: { db: Db; feed: Feed; now: () => Date }): Sales {
  const read = (asked: SalesAsked, at: Position | null): Promise<SalesReport> => {
    const { filter, unit } = asked
    return db.transaction(async (tx) => {
      const [, history, counted] = await Promise.all([
        store.beginSnapshot(tx),
        readHistory(tx, topic),
        store.countedSales(tx, filter, unit === 'DAY' || unit === 'WEEK'),
      ])
      const seq = at === null ? history.head : assertReadable(history, at).seq
      const later = seq < history.head ? await store.countedLater(tx, filter, seq, history.head) : null
      const cursor = encodeCursor(topic, { epoch: writtenIn(history, seq), seq })
      return reportOf(asked, counted, later, cursor)
    })
  }

  const live = createLiveReports({ feed, read: (asked) => read(asked, null) })
  return {
    report: async (filter, unit, asOf) =>
      read(askedOf(filter, unit), asOf === null ? null : decodeCursor(topic, asOf, 'asOf')),
    changes: async (filter, unit) => live.follow(askedOf(filter, unit)),
    soldPolicies: async (given, args) => {
      const filter = readFilter(given)
      return feedPage(topic, args, (after, before, limit, end) =>
        db.transaction(async (tx) => {
          const [, history, rows] = await Promise.all([
            store.beginSnapshot(tx),
            readHistory(tx, topic),
            store.soldPolicies(tx, filter, { after, before: Math.min(before, Number.MAX_SAFE_INTEGER), limit, end }),
          ])
          return { history, rows }
        }),
      )
    },
    model: createSalesModel({ db, now, append: feed.append }),
  }
}

function askedOf(filter: SalesFilterInput | null, unit: PeriodUnit): SalesAsked {
  const asked = { filter: readFilter(filter), unit }
  const { from, to } = asked.filter
  if (from !== null && to !== null) assertFewPeriods(from, to, unit)
  return asked
}

function assertReadable(history: History, at: Position): Position {
  assertContains(topic, history, at)
  const oldest = Math.max(history.oldest, history.head - furthestBack + 1)
  if (at.seq + 1 < oldest) throw expired(topic, { ...history, oldest })
  return at
}
