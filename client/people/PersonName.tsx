import { UnstyledButton } from '@mantine/core'
import classes from './Person.module.css'

type Props = { login: string; name: string; id?: string; className?: string }

/** A name that opens the card of whom it names: by a click, or by resting on it. See PersonCards.tsx. */
export function PersonName({ login, name, id, className }: Props) {
  return (
    <UnstyledButton
      id={id}
      className={className ? `${classes.name} ${className}` : classes.name}
      aria-haspopup="dialog"
      data-person={login}
    >
      {name}
    </UnstyledButton>
  )
}
