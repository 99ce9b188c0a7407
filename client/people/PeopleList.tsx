import { Button, Skeleton, Text } from '@mantine/core'
import { useStore } from '../lib/store.ts'
import { failureText } from '../network/failure.ts'
import { session } from '../session/session.ts'
import { Avatar } from './Avatar.tsx'
import classes from './People.module.css'
import { usePeople } from './PeopleProvider.tsx'

/** Everybody, those online first. */
export function PeopleList() {
  const { people, error, retry } = usePeople()
  const now = useStore(session)
  const me = 'agent' in now ? now.agent.login : null
  if (!people && error)
    return (
      <div role="alert">
        <Text size="sm">{failureText(error)}</Text>
        <Button size="compact-sm" variant="light" mt={8} onClick={retry}>
          Try again
        </Button>
      </div>
    )
  if (!people) return <Skeleton height={120} radius="md" role="status" aria-label="Loading people" />
  if (people.length === 0) return <Text size="sm">Nobody is here yet.</Text>
  return (
    <ul className={classes.list}>
      {people.map(({ login, name, online }) => (
        <li key={login} className={classes.person} data-online={online}>
          <Avatar login={login} name={name} size={32} online={online} />
          <span className={classes.name}>
            {name}
            {login === me && <span className={classes.you}> (you)</span>}
          </span>
          <span className={classes.state}>{online ? 'online' : 'offline'}</span>
        </li>
      ))}
    </ul>
  )
}
