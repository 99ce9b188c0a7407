import { ActionIcon } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import { type ChangeEvent, useRef } from 'react'
import { useTexts } from '../texts/texts.ts'

/** Opens the browser's dialog for choosing files. */
export function FileButton({ onFiles, disabled }: { onFiles(files: File[]): void; disabled: boolean }) {
  const t = useTexts()
  const input = useRef<HTMLInputElement>(null)
  function onChange({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    onFiles([...(currentTarget.files ?? [])])
    // So that the same file can be chosen again after it was removed.
    currentTarget.value = ''
  }
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={38}
        radius="md"
        aria-label={t('files.add')}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        <IconPaperclip size={20} />
      </ActionIcon>
      <input ref={input} type="file" multiple hidden onChange={onChange} data-testid="files" />
    </>
  )
}
