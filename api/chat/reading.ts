import type { Room } from './room.ts'

export const involvements = ['NOTHING', 'MENTIONS', 'EVERYTHING'] as const
/** What of a room an agent wants to be called for. */
export type Involvement = (typeof involvements)[number]

/** Null until an agent has set it: direct rooms begin with everything, others with mentions. */
export function involvementIn({ kind }: Room, set: Involvement | null): Involvement {
  return set ?? (kind === 'DIRECT' ? 'EVERYTHING' : 'MENTIONS')
}
