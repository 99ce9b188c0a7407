import type { Viewer } from '../auth/viewer.ts'
import type { Tx } from '../db/db.ts'
import { InvalidInput } from '../lib/errors.ts'
import type { FileStore } from './file-store.ts'
import { type CropPicture, noImage, type Picture, type Square, squareOf } from './picture.ts'
import type { Files } from './service.ts'
import * as store from './store.ts'

/** Uploads of which pictures of people are made. */
export type UploadedPictures = {
  /**
   * A picture of a square of an upload of the viewer's that was not sent; of its middle without a square. Throws
   * UNKNOWN_FILE, INVALID_INPUT or RATE_LIMITED.
   */
  crop(viewer: Viewer, uploadId: string, square: Square | null): Promise<Picture>
  /** Removes an upload that was not sent, in the transaction that keeps its picture. What is not there is no error. */
  remove(tx: Tx, uploadId: string): Promise<void>
}

export function createUploadedPictures(deps: {
  files: Pick<Files, 'upload' | 'read'>
  contents: FileStore
  crop: CropPicture
}): UploadedPictures {
  const { files, contents, crop } = deps
  return {
    crop: async (viewer, uploadId, given) => {
      const file = await files.upload(viewer, uploadId)
      const square = squareOf(file, given)
      const picture = await crop(files.read(file.id, { start: 0, end: file.size }), square, viewer.login)
      if (!picture) throw new InvalidInput([noImage])
      return picture
    },
    remove: async (tx, uploadId) => {
      const removed = await store.deleteUnsent(tx, uploadId)
      if (removed.length > 0) await contents.remove(tx, removed)
    },
  }
}
