import { ActionIcon } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from 'react-router'
import { Attachment_attachment, isImage } from '../files/attachment.ts'
import { FileIcon } from '../files/FileIcon.tsx'
import { fileSize } from '../files/file-kind.ts'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { useTexts } from '../texts/texts.ts'
import { When } from '../ui/Moment.tsx'
import classes from './RoomFiles.module.css'

const SentFile_file = graphql(`
  fragment SentFile_file on SentFile {
    attachment { ...Attachment_attachment }
    message { id sentAt author { name } }
  }
`)

type Props = { roomId: string; file: FragmentType<typeof SentFile_file>; onLeave(): void }

/** A file of a room: it leads to its message, and can be saved. */
export function SentFile({ roomId, file, onLeave }: Props) {
  const t = useTexts()
  const { attachment, message } = readFragment(SentFile_file, file)
  const read = readFragment(Attachment_attachment, attachment)
  const { name, type, size, url } = read
  return (
    <li className={classes.file}>
      <Link
        to={`/chat/${roomId}/${message.id}`}
        state={{ keepsFocus: true }}
        className={classes.link}
        onClick={onLeave}
      >
        <span className={classes.picture}>
          {isImage(read) ? (
            <img src={read.thumbnailUrl} alt="" width={44} height={44} loading="lazy" decoding="async" />
          ) : (
            <FileIcon type={type} />
          )}
        </span>
        <span className={classes.words}>
          <bdi className={classes.name}>{name}</bdi>
          <span className={classes.about}>
            {message.author.name} · <When at={message.sentAt} /> · {fileSize(size)}
          </span>
        </span>
      </Link>
      <ActionIcon
        component="a"
        href={url}
        download={name}
        variant="subtle"
        color="gray"
        size={34}
        aria-label={t('rooms.files.downloadNamed', { name })}
        title={t('rooms.files.download')}
      >
        <IconDownload size={17} />
      </ActionIcon>
    </li>
  )
}
