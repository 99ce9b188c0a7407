import { Button, Stack, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { copyText } from '../lib/clipboard.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './Admin.module.css'

/** A password that was just made: the only time it can be seen. */
export function Password({ name, password, onDone }: { name: string; password: string; onDone(): void }) {
  const t = useTexts()
  const [copied, setCopied] = useState<boolean | null>(null)
  return (
    <Stack>
      <Text>{t('admin.passwordAbout', { name })}</Text>
      <div className={classes.password}>
        <output>{password}</output>
      </div>
      <Button
        variant="default"
        leftSection={<IconCopy size={17} aria-hidden="true" />}
        onClick={() => copyText(password).then(setCopied)}
      >
        {t('messages.copy')}
      </Button>
      <Text size="sm" role="status">
        {copied === true && t('admin.copied')}
        {copied === false && t('admin.notCopied')}
      </Text>
      <Button onClick={onDone}>{t('admin.done')}</Button>
    </Stack>
  )
}
