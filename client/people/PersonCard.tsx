import { Button } from '@mantine/core'
import { IconMessage2 } from '@tabler/icons-react'
import { roleName } from '../admin/roles.ts'
import { useMe } from '../session/useMe.ts'
import { useTexts } from '../texts/texts.ts'
import { Avatar } from './Avatar.tsx'
import { usePeople } from './PeopleProvider.tsx'
import classes from './Person.module.css'

import { stateText, statusOf } from './person-state.ts'
import { useDirectRoom } from './useDirectRoom.ts'

/** Who somebody is, and the way to write to them alone. */
export function PersonCard({ login, onGone }: { login: string; onGone(): void }) {
  const t = useTexts()
  const { people } = usePeople()
  const me = useMe()?.login
  const { open, busy, wrong } = useDirectRoom()
  const person = people?.find((each) => each.login === login)
  const name = person?.name ?? login
  const status = person && statusOf(person)
  return (
    <div className={classes.card}>
      <div className={classes.who}>
        <Avatar login={login} name={name} size={46} presence={person?.presence} />
        <div className={classes.words}>
          <strong>
            {name}
            {login === me && ` ${t('people.you')}`}
          </strong>
          <span>{login}</span>
          {status && (
            <span>
              {status.emoji} {status.text}
            </span>
          )}
          <span>{person ? `${roleName(person.role)} · ${stateText(person)}` : t('people.unknown')}</span>
        </div>
      </div>
      {wrong && (
        <p className={classes.wrong} role="alert">
          {wrong}
        </p>
      )}
      {person && login !== me && person.role !== 'SERVICE' && (
        <Button
          fullWidth
          variant="light"
          loading={busy}
          leftSection={<IconMessage2 size={17} aria-hidden="true" />}
          onClick={async () => {
            if (await open([login])) onGone()
          }}
        >
          {t('people.message')}
        </Button>
      )}
    </div>
  )
}
