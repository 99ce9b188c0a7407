import type { FileStore } from './file-store.ts'

/** Contents in the table `file_chunk`: in the same backup as everything else. */
export const databaseFileStore: FileStore = {
  put: async (tx, id, number, bytes) => {
    await tx`
      insert into file_chunk (content_id, number, bytes) values (${id}, ${number}, ${bytes})
      on conflict (content_id, number) do update set bytes = excluded.bytes`
  },
  get: async (db, id, number, from, to) => {
    const [row] = await db<{ bytes: Buffer }[]>`
      select substring(bytes from ${from + 1}::int for ${to - from}::int) as bytes
      from file_chunk where content_id = ${id} and number = ${number}`
    return row?.bytes ?? null
  },
  remove: async (tx, ids) => {
    await tx`delete from file_chunk where content_id = any(${ids as string[]}::uuid[])`
  },
}
