import type { RecordAudit } from '../audit/audit.ts'
import type { Db, Tx } from '../db/db.ts'
import { DomainError } from '../lib/errors.ts'
import { readUuid } from '../lib/uuid.ts'
import { unknownAgent } from './account.ts'
import type { AgentRecord } from './agents.ts'
import * as agents from './agents.ts'
import * as store from './picture-store.ts'
import type { Viewer } from './viewer.ts'

/** A square of an image: its corner at the top left and its edge, in pixels of the image as it is shown. */
export type Crop = { x: number; y: number; size: number }

/** The pictures of agents, square and in WebP. */
export type Pictures = {
  /**
   * Makes an upload of the viewer's their picture, in place of the last one; without `crop` its middle. Doing it again
   * changes nothing. Throws UNKNOWN_FILE, INVALID_INPUT, RATE_LIMITED, or UNKNOWN_AGENT for who is not in the directory.
   */
  changePicture(viewer: Viewer, input: { uploadId: string; crop?: Crop | null }): Promise<AgentRecord>
  /** Administrators remove anybody's. Throws FORBIDDEN or UNKNOWN_AGENT. */
  removePicture(viewer: Viewer, login: string): Promise<AgentRecord>
  /** Throws UNKNOWN_FILE for a picture that nobody has, or not any more. */
  readPicture(id: string, size: 'large' | 'small'): Promise<Buffer>
}

export function createPictures(deps: {
  db: Db
  record: RecordAudit
  uploads: {
    crop(viewer: Viewer, uploadId: string, crop: Crop | null): Promise<{ large: Buffer; small: Buffer }>
    remove(tx: Tx, uploadId: string): Promise<void>
  }
  /** An agent has changed: caches and screens show what was. */
  onChanged(login: string): void
}): Pictures {
  const { db, record, uploads, onChanged } = deps

  /** `work` gets the agent as they were, locked. */
  const change = async (login: string, work: (tx: Tx, agent: AgentRecord) => Promise<AgentRecord>) => {
    const changed = await db.transaction(async (tx) => {
      const agent = await agents.lockAgent(tx, login)
      if (!agent) throw unknownAgent(login)
      return work(tx, agent)
    })
    onChanged(login)
    return changed
  }
  const replace = async (tx: Tx, { login, pictureId: before }: AgentRecord, pictureId: string | null) => {
    const changed = await agents.changeAgent(tx, login, { pictureId })
    if (before) await store.deletePicture(tx, before)
    return changed
  }

  return {
    changePicture: async (viewer, { uploadId, crop = null }) => {
      const { login } = viewer
      // A picture has the id of its upload: so a repetition is known, whose upload is gone.
      const id = readUuid(uploadId)
      const isRepetition = id !== null && (await store.pictureIdOf(db.sql, login)) === id
      const images = isRepetition ? null : await uploads.crop(viewer, uploadId, crop)
      return change(login, async (tx, agent) => {
        if (id === null || images === null || agent.pictureId === id) return agent
        await store.insertPicture(tx, { id, ...images })
        await uploads.remove(tx, id)
        return replace(tx, agent, id)
      })
    },

    removePicture: async (viewer, login) => {
      const isOwn = viewer.login === login
      if (!isOwn && viewer.role !== 'ADMIN')
        throw new DomainError('FORBIDDEN', 'Only administrators remove the pictures of others.')
      return change(login, async (tx, agent) => {
        if (!agent.pictureId) return agent
        if (!isOwn) await record(tx, { action: 'PICTURE_REMOVED', actor: viewer.login, subject: login })
        return replace(tx, agent, null)
      })
    },

    readPicture: async (id, size) => {
      const uuid = readUuid(id)
      const bytes = uuid === null ? null : await store.pictureBytes(db.sql, uuid, size)
      if (!bytes) throw new DomainError('UNKNOWN_FILE', 'There is no such picture.')
      return bytes
    },
  }
}
