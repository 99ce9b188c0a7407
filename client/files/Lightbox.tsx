import { ActionIcon, Modal } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTexts } from '../texts/texts.ts'
import type { ImageAttachment } from './attachment.ts'
import { fileSize } from './file-kind.ts'
import classes from './Lightbox.module.css'

type Props = { images: readonly ImageAttachment[]; open: string | null; onOpen(id: string | null): void }

/** The images of a message in large, one at a time. */
export function Lightbox({ images, open, onOpen }: Props) {
  const t = useTexts()
  const at = images.findIndex(({ id }) => id === open)
  const image = images[at]
  const step = (by: number) => onOpen(images[(at + by + images.length) % images.length]?.id ?? null)
  function onKeyDown({ key }: KeyboardEvent) {
    if (images.length < 2) return
    if (key === 'ArrowLeft') step(-1)
    if (key === 'ArrowRight') step(1)
  }
  return (
    <Modal
      opened={image !== undefined}
      onClose={() => onOpen(null)}
      title={image?.name}
      fullScreen
      classNames={classes}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      onKeyDown={onKeyDown}
    >
      {image && (
        <>
          <img key={image.id} className={classes.image} src={image.url} alt={image.name} />
          <footer className={classes.actions}>
            {images.length > 1 && (
              <>
                <ActionIcon variant="default" size={44} aria-label={t('files.previous')} onClick={() => step(-1)}>
                  <IconChevronLeft size={20} />
                </ActionIcon>
                <span>{t('files.position', { at: at + 1, count: images.length })}</span>
                <ActionIcon variant="default" size={44} aria-label={t('files.next')} onClick={() => step(1)}>
                  <IconChevronRight size={20} />
                </ActionIcon>
              </>
            )}
            <a className={classes.download} href={image.url} download={image.name}>
              <IconDownload size={18} aria-hidden="true" /> {t('files.download', { size: fileSize(image.size) })}
            </a>
          </footer>
        </>
      )}
    </Modal>
  )
}
