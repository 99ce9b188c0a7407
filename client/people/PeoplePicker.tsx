import { Checkbox, Text, TextInput, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTexts } from '../texts/texts.ts'
import { Avatar } from './Avatar.tsx'
import classes from './PeoplePicker.module.css'
import { usePeople } from './PeopleProvider.tsx'
import { presenceWord } from './person-state.ts'
import { listed } from './presence.ts'

/** So many are shown at once; others are found by their names. */
const most = 30

type Props = {
  label: string
  chosen: readonly string[]
  onChange(logins: string[]): void
  /** Nobody of these can be chosen. */
  without: ReadonlySet<string>
}

/** Chooses agents by their names, as many as one likes. */
export function PeoplePicker({ label, chosen, onChange, without }: Props) {
  const t = useTexts()
  const { people } = usePeople()
  const [filter, setFilter] = useState('')
  const there = (people ?? []).filter(({ login, role }) => role !== 'SERVICE' && !without.has(login))
  const found = listed(there, null, filter)
  const nameOf = (login: string) => people?.find((person) => person.login === login)?.name ?? login
  const toggle = (login: string, on: boolean) => {
    onChange(on ? [...chosen, login] : chosen.filter((each) => each !== login))
    if (on) setFilter('')
  }
  return (
    <fieldset className={classes.picker}>
      <legend className={classes.legend}>{label}</legend>
      {chosen.length > 0 && (
        <ul className={classes.chosen} aria-label={t('people.chosen')}>
          {chosen.map((login) => (
            <li key={login}>
              <UnstyledButton
                className={classes.pill}
                aria-label={t('people.takeOut', { name: nameOf(login) })}
                onClick={() => toggle(login, false)}
              >
                {nameOf(login)}
                <IconX size={14} aria-hidden="true" />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      <TextInput
        type="search"
        aria-label={t('people.find')}
        placeholder={t('people.nameOrLogin')}
        leftSection={<IconSearch size={17} aria-hidden="true" />}
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // Enter takes the only one that is left, and never sends the form.
          event.preventDefault()
          const [only, second] = found
          if (only && !second && !chosen.includes(only.login)) toggle(only.login, true)
        }}
      />
      <ul className={classes.list}>
        {found.slice(0, most).map(({ login, name, presence }) => (
          <li key={login} className={classes.person}>
            <Checkbox
              classNames={{ body: classes.body, labelWrapper: classes.label }}
              checked={chosen.includes(login)}
              onChange={(event) => toggle(login, event.currentTarget.checked)}
              label={
                <span className={classes.who}>
                  <Avatar login={login} name={name} size={28} presence={presence} />
                  <span>
                    {name} <span className={classes.login}>{login}</span>
                    <VisuallyHidden component="span"> ({presenceWord(presence)})</VisuallyHidden>
                  </span>
                </span>
              }
            />
          </li>
        ))}
      </ul>
      {found.length === 0 && <Text size="sm">{t(filter ? 'people.nobody' : 'people.nobodyElse')}</Text>}
      {found.length > most && <Text size="sm">{t('people.others', { count: found.length - most })}</Text>}
    </fieldset>
  )
}
