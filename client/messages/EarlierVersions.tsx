import { Popover, Skeleton, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useQuery } from 'urql'
import { type FragmentType, graphql, readFragment } from '../gql/index.ts'
import { exactly, whenShort } from '../lib/format.ts'
import { failureText } from '../network/failure.ts'
import { useTexts } from '../texts/texts.ts'
import classes from './EarlierVersions.module.css'

const EarlierVersions_message = graphql(`
  fragment EarlierVersions_message on Message { id sentAt editedAt }
`)

const Versions = graphql(`
  query EarlierVersions($id: ID!) { message(id: $id) { id version earlierVersions { version text at } } }
`)

type Props = { message: FragmentType<typeof EarlierVersions_message> }

/** Says that a message was edited; pressed, what it said before. */
export function EarlierVersions({ message }: Props) {
  const t = useTexts()
  const { id, sentAt, editedAt } = readFragment(EarlierVersions_message, message)
  const [opened, setOpened] = useState(false)
  if (!editedAt) return null
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={340}
      position="bottom-start"
      radius="md"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton
          className={classes.edited}
          title={t('messages.editedAt', { when: exactly(editedAt) })}
          aria-label={t('messages.seeEarlier')}
          onClick={() => setOpened(!opened)}
        >
          {t('messages.edited')}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('messages.earlier')}>
        <VersionList id={id} sentAt={sentAt} />
      </Popover.Dropdown>
    </Popover>
  )
}

function VersionList({ id, sentAt }: { id: string; sentAt: string }) {
  const t = useTexts()
  const [{ data, error }] = useQuery({ query: Versions, variables: { id }, requestPolicy: 'network-only' })
  if (error) return <p role="alert">{failureText(error)}</p>
  if (!data) return <Skeleton height={60} role="status" aria-label={t('messages.loadingEarlier')} />
  const versions = data.message?.earlierVersions ?? []
  if (versions.length === 0) return <p className={classes.none}>{t('messages.noEarlier')}</p>
  return (
    <ol className={classes.versions} tabIndex={-1} data-autofocus>
      {versions.map(({ version, text, at }, index) => {
        // A version was written when the one before it was replaced.
        const written = versions[index - 1]?.at ?? sentAt
        return (
          <li key={version}>
            <span className={classes.time}>
              {t('messages.writtenUntil', { from: whenShort(written), until: whenShort(at) })}
            </span>
            <div className={classes.text} dir="auto">
              {text}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
