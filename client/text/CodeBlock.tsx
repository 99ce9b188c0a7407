import { UnstyledButton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { copyText } from '../lib/clipboard.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './MessageBody.module.css'

/** Milliseconds for which the button says what has come of it. */
const shownFor = 2_000

/** Code as it was written, and a button that copies it. */
export function CodeBlock({ text }: { text: string }) {
  const t = useTexts()
  const [result, setResult] = useState<'messages.copied' | 'messages.notCopiedShort' | null>(null)
  useEffect(() => {
    if (result === null) return
    const timer = setTimeout(() => setResult(null), shownFor)
    return () => clearTimeout(timer)
  }, [result])
  return (
    <div className={classes.code}>
      <pre>
        <code>{text}</code>
      </pre>
      <UnstyledButton
        className={classes.copy}
        aria-label={result ? undefined : t('messages.copyCode')}
        aria-live="polite"
        onClick={async () => setResult((await copyText(text)) ? 'messages.copied' : 'messages.notCopiedShort')}
      >
        {t(result ?? 'messages.copy')}
      </UnstyledButton>
    </div>
  )
}
