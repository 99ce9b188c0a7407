import type { Client } from 'urql'
import { graphql, readFragment } from '../gql/index.ts'
import { newId } from '../lib/new-id.ts'
import { createStore, type Store } from '../lib/store.ts'
import { text } from '../texts/texts.ts'
import { type Attachment, Attachment_attachment } from './attachment.ts'
import { fileSize } from './file-kind.ts'
import { UploadRefused, upload } from './upload.ts'

const FileLimits = graphql(`query FileLimits { fileLimits { maxBytes quotaBytes usedBytes } }`)
const Upload = graphql(`query Upload($id: ID!) { upload(id: $id) { ...Attachment_attachment } }`)

/** A file that somebody wants to send with the next message to a room. */
export type PendingFile = {
  key: string
  file: File
  /** The address of the image itself, until it is sent or given up. */
  preview: string | null
  received: number
  state: 'waiting' | 'uploading' | 'ready' | 'failed'
  /** Why it failed. */
  reason?: string
  /** Trying again is no use. */
  final?: boolean
  /** What it is on the server; only of a ready one. */
  attachment?: Attachment
}

/** As many files as one message may have. */
const most = 10

export type RoomUploads = {
  store: Store<readonly PendingFile[]>
  add(files: readonly File[]): void
  /** Gives a file up, wherever its upload is. */
  remove(key: string): void
  retry(key: string): void
  /** The files of a message that is sent now: those that are ready, which are not pending any more. */
  take(): Attachment[]
}

/** The files of every room that are being uploaded: they go on while another room is looked at. */
export function createUploads(client: Client) {
  const rooms = new Map<string, RoomUploads>()
  return {
    of(roomId: string): RoomUploads {
      const uploads = rooms.get(roomId) ?? createRoomUploads(client, roomId)
      rooms.set(roomId, uploads)
      return uploads
    },
  }
}

export type Uploads = ReturnType<typeof createUploads>

function createRoomUploads(client: Client, roomId: string): RoomUploads {
  const store = createStore<readonly PendingFile[]>([])
  const aborts = new Map<string, AbortController>()
  let running = false

  const change = (key: string, how: Partial<PendingFile>) =>
    store.set(store.get().map((each) => (each.key === key ? { ...each, ...how } : each)))
  const forget = (files: readonly PendingFile[]) => {
    for (const { key, preview } of files) {
      aborts.get(key)?.abort()
      if (preview) URL.revokeObjectURL(preview)
    }
    const keys = new Set(files.map(({ key }) => key))
    store.set(store.get().filter(({ key }) => !keys.has(key)))
  }

  /** One after the other: together they would only share the line. */
  async function run(): Promise<void> {
    if (running) return
    running = true
    for (;;) {
      const next = store.get().find(({ state }) => state === 'waiting')
      if (!next) break
      await send(next)
    }
    running = false
  }

  async function send({ key, file }: PendingFile): Promise<void> {
    const abort = new AbortController()
    aborts.set(key, abort)
    change(key, { state: 'uploading' })
    try {
      const refusal = await refusalOf(client, file)
      if (refusal) return change(key, { state: 'failed', ...refusal })
      const onProgress = (received: number) => change(key, { received })
      const id = await upload(file, { to: 'files', about: { roomId }, signal: abort.signal, onProgress })
      const { data } = await client.query(Upload, { id }, { requestPolicy: 'network-only' }).toPromise()
      const attachment = data?.upload && readFragment(Attachment_attachment, data.upload)
      change(key, attachment ? { state: 'ready', attachment } : { state: 'failed', reason: text('files.notArrived') })
    } catch (error) {
      if (abort.signal.aborted) return
      const reason = error instanceof UploadRefused ? error.message : text('files.notRead')
      change(key, { state: 'failed', reason })
    } finally {
      aborts.delete(key)
    }
  }

  return {
    store,
    add(files) {
      const room = most - store.get().length
      const added = files.map((file, i): PendingFile => {
        const tooMany =
          i >= room ? { state: 'failed' as const, reason: text('files.tooMany', { most }), final: true } : {}
        const preview = file.type.startsWith('image/') ? URL.createObjectURL(file) : null
        return { key: newId(), file, preview, received: 0, state: 'waiting', ...tooMany }
      })
      store.set([...store.get(), ...added])
      run()
    },
    remove: (key) => forget(store.get().filter((each) => each.key === key)),
    retry(key) {
      change(key, { state: 'waiting', received: 0, reason: undefined })
      run()
    },
    take() {
      const ready = store.get().filter(({ state }) => state === 'ready')
      forget(ready)
      return ready.flatMap(({ attachment }) => attachment ?? [])
    },
  }
}

/** Why the server would not take a file, in words, before any of it is sent. Null when it would, as far as is known. */
async function refusalOf(client: Client, file: File): Promise<{ reason: string; final: boolean } | null> {
  if (file.size === 0) return { reason: text('files.empty'), final: true }
  const { data } = await client.query(FileLimits, {}, { requestPolicy: 'network-only' }).toPromise()
  if (!data) return null
  const { maxBytes, quotaBytes, usedBytes } = data.fileLimits
  if (file.size > maxBytes) return { reason: text('files.tooLarge', { most: fileSize(maxBytes) }), final: true }
  const left = Math.max(0, quotaBytes - usedBytes)
  if (file.size <= left) return null
  const all = fileSize(quotaBytes)
  const reason =
    left === 0 ? text('files.noneLeft', { all }) : text('files.tooLittleLeft', { all, left: fileSize(left) })
  return { reason, final: false }
}

/** What is going on, in words. */
export function summary(files: readonly PendingFile[]): string {
  const failed = files.filter(({ state }) => state === 'failed').length
  if (failed > 0) return text('files.cannotBeSent', { count: failed })
  const waiting = files.filter(({ state }) => state !== 'ready').length
  return waiting > 0 ? text('files.uploading', { count: waiting }) : ''
}
