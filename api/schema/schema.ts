import '../graphql/scalars.ts'
import '../auth/agent.schema.ts'
import '../auth/session.schema.ts'
import '../chat/message.schema.ts'
import '../chat/room.schema.ts'
import '../chat/room-change.schema.ts'
import '../chat/room-mutations.schema.ts'
import '../chat/search.schema.ts'
import '../notifications/notification.schema.ts'
import '../policies/offer.schema.ts'
import '../policies/policy.schema.ts'
import '../policies/product.schema.ts'
import '../presence/presence.schema.ts'
import { builder } from '../graphql/builder.ts'

/** Everything the slices have defined, built once. */
export const schema = builder.toSchema()
