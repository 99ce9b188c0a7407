import { Button, CloseButton } from '@mantine/core'
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { plainText } from '../text/message-tree.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './ComposerHead.module.css'
import type { DraftOfRoom, Reply } from './draft.ts'
import type { Problem } from './useSaveEdit.ts'

/** Above the text field: the message that is answered. */
export function ReplyHead({ replyTo, onCancel }: { replyTo: Reply; onCancel(): void }) {
  const t = useTexts()
  return (
    <Head icon={<IconArrowBackUp size={17} />} cancel={t('composer.doNotAnswer')} onCancel={onCancel}>
      <strong>{t('composer.replyTo', { name: replyTo.author })}</strong>{' '}
      <span className={classes.quoted}>{plainText(replyTo.text)}</span>
    </Head>
  )
}

type EditHeadProps = {
  draft: DraftOfRoom
  problem: Problem | null
  touch: boolean
  onSave(options?: { confirmHere: boolean }): void
  /** What was wrong has been seen to. */
  onSettled(): void
  onCancel(): void
}

/** Above the text field: that a message is edited, and what keeps it from being saved. */
export function EditHead({ draft, problem, touch, onSave, onSettled, onCancel }: EditHeadProps) {
  const t = useTexts()
  const settle = (keepsOwn: boolean) => {
    const { edit } = draft.store.get()
    if (problem?.kind !== 'conflict' || !edit) return
    draft.settle(problem.version, problem.text, keepsOwn ? edit.text : problem.text)
    onSettled()
    if (keepsOwn) onSave()
  }
  return (
    <>
      <Head icon={<IconPencil size={17} />} cancel={t('composer.cancelEditing')} onCancel={onCancel}>
        <strong>{t('composer.editMessage')}</strong>{' '}
        {!touch && <span className={classes.quoted}>{t('composer.editKeys')}</span>}
      </Head>
      {problem && (
        <div className={classes.problem} role="alert">
          {problem.kind === 'conflict' ? (
            <>
              <span>{t('composer.conflict')}</span>
              <blockquote className={classes.newer} dir="auto">
                {problem.text}
              </blockquote>
              <Button size="compact-xs" variant="light" color="ember" onClick={() => settle(true)}>
                {t('composer.saveMine')}
              </Button>
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => settle(false)}>
                {t('composer.takeNewer')}
              </Button>
            </>
          ) : (
            <span>{problem.text}</span>
          )}
          {problem.kind === 'here' && (
            <Button size="compact-xs" variant="light" color="ember" onClick={() => onSave({ confirmHere: true })}>
              {t('messages.callThem')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

type HeadProps = { icon: ReactNode; cancel: string; onCancel(): void; children: ReactNode }

function Head({ icon, cancel, onCancel, children }: HeadProps) {
  return (
    <div className={classes.head}>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={classes.text}>{children}</span>
      <CloseButton size="sm" aria-label={cancel} onClick={onCancel} />
    </div>
  )
}
