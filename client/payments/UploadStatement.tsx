import { Alert, Button, Progress } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useRef } from 'react'
import { FileDrop } from '../files/FileDrop.tsx'
import { useTexts } from '../texts/texts.ts'
import classes from './BankStatements.module.css'
import { type StatementUpload, useStatementUpload } from './statement-upload.ts'

/** Takes a bank statement that is chosen or dropped, and shows how far it is and what came of it. */
export function UploadStatement({ onImported }: { onImported(): void }) {
  const t = useTexts()
  const { now, send } = useStatementUpload(onImported)
  const input = useRef<HTMLInputElement>(null)
  const isBusy = now.state === 'importing'
  const take = ([file]: readonly File[]) => {
    if (file && !isBusy) send(file)
  }
  return (
    <section className={classes.upload} aria-label={t('payments.import')}>
      <FileDrop text={t('payments.dropHere')} onFiles={take} />
      <Button
        leftSection={<IconFileUpload size={18} aria-hidden="true" />}
        loading={isBusy}
        onClick={() => input.current?.click()}
      >
        {t('payments.chooseFile')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        hidden
        data-testid="statement"
        onChange={({ currentTarget }) => {
          take([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      <p className={classes.hint}>{t('payments.format')}</p>
      <Outcome of={now} />
    </section>
  )
}

function Outcome({ of }: { of: StatementUpload }) {
  const t = useTexts()
  switch (of.state) {
    case 'none':
      return null
    case 'importing':
      return (
        <div className={classes.progress}>
          <span>{t('payments.importing', { name: of.file.name })}</span>
          <Progress
            value={Math.round((100 * of.received) / Math.max(1, of.file.size))}
            size={8}
            aria-label={t('payments.importing', { name: of.file.name })}
          />
        </div>
      )
    case 'failed':
      return (
        <Alert color="ember" role="alert" title={t('payments.notImported', { name: of.fileName })}>
          {of.reason}
        </Alert>
      )
    case 'done': {
      const { fileName, booked, alreadyBooked, unmatched } = of.result
      return (
        <Alert color="lagoon" role="status" title={t('payments.imported', { name: fileName })}>
          {t('payments.counts', { booked, alreadyBooked, unmatched })}
        </Alert>
      )
    }
    default:
      return of satisfies never
  }
}
