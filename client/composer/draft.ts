import { scoped } from '../lib/base.ts'
import { createStore } from '../lib/store.ts'

/** The message that one answers, as it is shown while one writes. */
export type Reply = {
  id: string
  /** Her name. */
  author: string
  text: string
}

/** A message of one's own whose text is being replaced. */
export type Edit = {
  id: string
  /** The version that the author has seen. */
  version: number
  /** Its text in that version. */
  was: string
  /** What she has made of it. */
  text: string
  /** It has files, and may do without a text. */
  hasFiles: boolean
}

export type Draft = {
  text: string
  replyTo: Reply | null
  /** While a message is edited, what was begun before waits. */
  edit: Edit | null
}

type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const textKey = (login: string, roomId: string) => `${scoped('parley.draft')}.${login}.${roomId}`
const replyKey = (login: string, roomId: string) => `${scoped('parley.reply')}.${login}.${roomId}`

/** Whether an agent has begun to write something in a room. */
export const hasDraft = (login: string, roomId: string): boolean =>
  localStorage.getItem(textKey(login, roomId)) !== null

/**
 * What an agent is writing in a room. The text and what it answers survive leaving the screen, a reload and the end of a
 * session; an edit survives leaving the screen.
 */
export function createDraft(storage: DraftStorage, login: string, roomId: string) {
  const store = createStore<Draft>({
    text: storage.getItem(textKey(login, roomId)) ?? '',
    replyTo: readReply(storage.getItem(replyKey(login, roomId))),
    edit: null,
  })
  const set = (change: Partial<Draft>) => store.set({ ...store.get(), ...change })
  const save = (key: string, value: string | null) => {
    // Storage that is full or forbidden keeps nobody from writing.
    try {
      if (value) storage.setItem(key, value)
      else storage.removeItem(key)
    } catch {}
  }
  const setText = (text: string) => {
    set({ text })
    save(textKey(login, roomId), text)
  }
  const setReply = (replyTo: Reply | null) => {
    set({ replyTo })
    save(replyKey(login, roomId), replyTo && JSON.stringify(replyTo))
  }
  return {
    store,
    /** The text that is being written: that of the edit while there is one. */
    write(text: string): void {
      const { edit } = store.get()
      if (edit) set({ edit: { ...edit, text } })
      else setText(text)
    },
    reply(to: Reply): void {
      set({ edit: null })
      setReply(to)
    },
    cancelReply: (): void => setReply(null),
    /** What a message says has changed, or it is deleted: `text` is null. */
    revise(id: string, text: string | null): void {
      const { replyTo } = store.get()
      if (replyTo?.id === id) setReply(text === null ? null : { ...replyTo, text })
    },
    /** Another tab has written here, or sent what was written: both show the same. */
    writtenElsewhere(key: string | null, value: string | null): void {
      if (key === textKey(login, roomId)) set({ text: value ?? '' })
      if (key === replyKey(login, roomId)) set({ replyTo: readReply(value) })
    },
    beginEdit: (message: Omit<Edit, 'was'>): void => set({ edit: { ...message, was: message.text } }),
    /** The author has seen a newer version: what she writes is meant to replace that one. */
    settle(version: number, was: string, text: string): void {
      const { edit } = store.get()
      if (edit) set({ edit: { ...edit, version, was, text } })
    },
    endEdit: (): void => set({ edit: null }),
    /** Brings back what was sent and refused, above what has been begun since. */
    restore(text: string, replyTo: Reply | null): void {
      set({ edit: null })
      const begun = store.get().text
      setText(begun ? `${text}\n${begun}` : text)
      if (replyTo) setReply(replyTo)
    },
    /** It has been sent. */
    clear(): void {
      setText('')
      setReply(null)
    },
  }
}

export type DraftOfRoom = ReturnType<typeof createDraft>

/** Null for anything but a reply that was saved. */
export function readReply(json: string | null): Reply | null {
  try {
    const { id, author, text } = (JSON.parse(json ?? 'null') ?? {}) as Partial<Record<keyof Reply, unknown>>
    const isReply = typeof id === 'string' && typeof author === 'string' && typeof text === 'string'
    return isReply ? { id, author, text } : null
  } catch {
    return null
  }
}
