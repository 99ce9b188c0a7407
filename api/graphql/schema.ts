import './scalars.ts'
import '../auth/schema.ts'
import '../chat/schema.ts'
import '../notifications/schema.ts'
import '../policies/schema.ts'
import { builder } from './builder.ts'

/** Everything the slices have defined, built once. */
export const schema = builder.toSchema()
