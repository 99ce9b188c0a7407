import { Button, Skeleton, Text } from '@mantine/core'
import { failureText } from '../network/failure.ts'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { Avatar } from './Avatar.tsx'
import { MessageButton } from './MessageButton.tsx'
import classes from './People.module.css'
import { usePeople } from './PeopleProvider.tsx'
import { PersonName } from './PersonName.tsx'
import { presenceWord, statusOf } from './person-state.ts'
import { listed, type Person } from './presence.ts'

type Props = {
  /** Shows no more than this many; everybody when it is left out. */
  most?: number
  /** Shows only names and logins that contain this. */
  filter?: string
  /** Is asked for when `most` leaves somebody out. */
  onAll?(): void
  /** The agent has gone to somebody. */
  onGone?(): void
}

/** The agents: oneself first, then those online, then by name. */
export function PeopleList({ most = Number.POSITIVE_INFINITY, filter = '', onAll, onGone }: Props) {
  const t = useTexts()
  const { people, error, retry } = usePeople()
  const me = useMe()?.login ?? null
  if (!people && error)
    return (
      <div role="alert">
        <Text size="sm">{failureText(error)}</Text>
        <Button size="compact-sm" variant="light" mt={8} onClick={retry}>
          {t('ui.tryAgain')}
        </Button>
      </div>
    )
  if (!people) return <Skeleton height={120} radius="md" role="status" aria-label={t('people.loading')} />
  const found = listed(people, me, filter)
  if (found.length === 0) return <Text size="sm">{t(filter ? 'people.nobody' : 'people.nobodyYet')}</Text>
  return (
    <>
      <ul className={classes.list}>
        {found.slice(0, most).map(({ login, name, role, presence, status }) => (
          <li key={login} className={classes.person} data-presence={presence}>
            <span data-person={login}>
              <Avatar login={login} name={name} size={32} presence={presence} />
            </span>
            <span className={classes.name}>
              <PersonName login={login} name={name} />
              {login === me && <span className={classes.you}> {t('people.you')}</span>} <StatusEmoji status={status} />
            </span>
            <span className={classes.state}>{presenceWord(presence)}</span>
            {login !== me && role !== 'SERVICE' && <MessageButton login={login} name={name} onGone={onGone} />}
          </li>
        ))}
      </ul>
      {found.length > most && onAll && (
        <Button size="compact-sm" variant="subtle" mt={4} onClick={onAll}>
          {t('people.seeAll', { count: found.length })}
        </Button>
      )}
    </>
  )
}

/** The sign of what somebody says of themselves; what it means stands on their card as well. */
function StatusEmoji({ status }: Pick<Person, 'status'>) {
  const t = useTexts()
  const shown = statusOf({ status })
  if (!shown?.emoji) return null
  return (
    <span role="img" aria-label={shown.text || t('people.status')} title={shown.text}>
      {shown.emoji}
    </span>
  )
}
