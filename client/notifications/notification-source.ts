import type { NotificationFilter, NotificationSource_EdgeFragment } from '../gql/graphql.ts'
import { graphql, readFragment } from '../gql/index.ts'
import { liveSource } from '../live/live.ts'

const NotificationSource_edge = graphql(`
  fragment NotificationSource_edge on NotificationEdge {
    cursor
    node { id __typename ... on Mentioned { message { id } } ...NotificationDays_notification ...LatestNews_notification ...Sentence_notification }
  }
`)

const NotificationsPage = graphql(`
  query NotificationsPage($last: Int, $before: Cursor, $filter: NotificationFilter) {
    notifications(last: $last, before: $before, filter: $filter) {
      unreadCount
      edges { ...NotificationSource_edge }
      pageInfo { hasPreviousPage endCursor }
    }
  }
`)

const NotificationsLive = graphql(`
  subscription NotificationsLive($after: Cursor, $filter: NotificationFilter) {
    notification(after: $after, filter: $filter) { ...NotificationSource_edge }
  }
`)

export type NotificationNode = NotificationSource_EdgeFragment['node']

/** Notifications as one list: a page and what follows it. Null asks for all. */
export const notificationSource = (filter: NotificationFilter | null) =>
  liveSource({
    page: NotificationsPage,
    live: NotificationsLive,
    variables: { filter },
    pageOf: ({ notifications }) => ({
      edges: notifications.edges.map((edge) => readFragment(NotificationSource_edge, edge)),
      hasOlder: notifications.pageInfo.hasPreviousPage,
      endCursor: notifications.pageInfo.endCursor ?? null,
    }),
    changeOf: ({ notification }) => readFragment(NotificationSource_edge, notification),
  })
