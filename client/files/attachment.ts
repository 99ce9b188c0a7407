import type { Attachment_AttachmentFragment } from '../gql/graphql.ts'
import { graphql } from '../gql/index.ts'

/** A file of a message, or one that is going to be. */
export type Attachment = Attachment_AttachmentFragment

export const Attachment_attachment = graphql(`
  fragment Attachment_attachment on Attachment { id name type size width height url thumbnailUrl }
`)

/** An image of which there is a thumbnail. */
export type ImageAttachment = Attachment & { width: number; height: number; thumbnailUrl: string }

export const isImage = (file: Attachment): file is ImageAttachment =>
  file.width != null && file.height != null && file.thumbnailUrl != null
