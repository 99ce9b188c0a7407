import { useState } from 'react'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import classes from './Attachments.module.css'
import { type Attachment, Attachment_attachment, isImage } from './attachment.ts'
import { FileCard } from './FileCard.tsx'
import { Lightbox } from './Lightbox.tsx'
import { Thumbnail } from './Thumbnail.tsx'

const Attachments_message = graphql(`
  fragment Attachments_message on Message { attachments { ...Attachment_attachment } }
`)

/** The files of a message of the server. */
export function MessageAttachments({ message }: { message: FragmentType<typeof Attachments_message> }) {
  const { attachments } = readFragment(Attachments_message, message)
  return <Attachments files={readFragment(Attachment_attachment, attachments)} />
}

/** Images, which open in large, and other files. All have their size before they are loaded. */
export function Attachments({ files }: { files: readonly Attachment[] }) {
  const [open, setOpen] = useState<string | null>(null)
  if (files.length === 0) return null
  const images = files.filter(isImage)
  const others = files.filter((file) => !isImage(file))
  return (
    <>
      {images.length > 0 && (
        <div className={classes.images}>
          {images.map((file) => (
            <Thumbnail key={file.id} file={file} onOpen={() => setOpen(file.id)} />
          ))}
        </div>
      )}
      {others.length > 0 && (
        <div className={classes.cards}>
          {others.map((file) => (
            <FileCard key={file.id} file={file} />
          ))}
        </div>
      )}
      {images.length > 0 && <Lightbox images={images} open={open} onOpen={setOpen} />}
    </>
  )
}
