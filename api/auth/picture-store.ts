import type { DbClient, Tx } from '../db/db.ts'

/** WebP in two sizes. */
export type PictureRow = { id: string; large: Uint8Array; small: Uint8Array }

/** The picture of an agent; null for none. */
export async function pictureIdOf(db: DbClient, login: string): Promise<string | null> {
  const [row] = await db<{ pictureId: string | null }[]>`select picture_id from agent where login = ${login}`
  return row?.pictureId ?? null
}

export async function insertPicture(tx: Tx, picture: PictureRow): Promise<void> {
  await tx`insert into picture ${tx(picture)}`
}

/** No agent may have it any more. */
export async function deletePicture(tx: Tx, id: string): Promise<void> {
  await tx`delete from picture where id = ${id}`
}

/** Null for one that is not there, or not any more. */
export async function pictureBytes(db: DbClient, id: string, size: 'large' | 'small'): Promise<Buffer | null> {
  const [row] = await db<{ bytes: Buffer }[]>`
    select ${size === 'small' ? db`small` : db`large`} as bytes from picture where id = ${id}`
  return row?.bytes ?? null
}
